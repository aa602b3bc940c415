"""The small book of the tests, with each construct that a page may hold."""

import subprocess
import sys
from pathlib import Path


SMALL = Path(__file__).parent / "site" / "mini_book"


def sphinx(source, out, *options):
    """What Sphinx says on building the folder `source` as the small book is configured."""
    command = [sys.executable, "-m", "sphinx", "-q", "-c", SMALL, *options, source, out]
    result = subprocess.run(command, capture_output=True, text=True)
    said = "".join(line for line in result.stderr.splitlines(True) if "IPKernelApp" not in line)
    return result.returncode, said
