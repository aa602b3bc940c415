"""Install the system programs that the tests need, where we may; say which command does, else.

Only the standard library is used, so that this runs before anything is installed.
"""

import os
import shutil
import subprocess
import sys


# The program that a test runs, and the Debian package that brings it.
PROGRAMS = {"chromium": "chromium"}


def main() -> int:
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if not missing:
        print("== system programs: all there")
        return 0
    packages = sorted({PROGRAMS[program] for program in missing})
    install = f"apt-get update && apt-get install --yes {' '.join(packages)}"
    if shutil.which("apt-get") and os.geteuid() == 0:
        print(f"== system programs: {install}")
        quiet = {
            "stdout": subprocess.DEVNULL,
            "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        }
        return subprocess.run(install, shell=True, **quiet).returncode
    print(f"== missing: {', '.join(missing)}. On Debian or Ubuntu: sudo sh -c '{install}'")
    print("== the tests that need them fail where CI is set, and are skipped elsewhere")
    return 0


if __name__ == "__main__":
    sys.exit(main())
