"""Print the newest Python on this machine that the project admits and that runs.

JAX's newest release wants a newer Python than its predecessors do.
"""

import shutil
import subprocess
import sys
from pathlib import Path


ADMITTED = ("3.13", "3.12", "3.11")


def candidates(version: str) -> list[str]:
    managed = Path.home().glob(f".pyenv/versions/{version}*/bin/python")
    found = shutil.which(f"python{version}")
    return [*([found] if found else []), *map(str, sorted(managed))]


def runs(python: str) -> bool:
    """A shim may be there without its Python, and a Python without the module that makes venvs."""
    return subprocess.run([python, "-c", "import venv, ssl"], capture_output=True).returncode == 0


if __name__ == "__main__":
    print(next((p for v in ADMITTED for p in candidates(v) if runs(p)), sys.executable))
