"""The system programs that pages and tests run: find them, install them, or say how.

Only the standard library is used, so that `make system` works before anything is installed.
"""

import os
import shutil
import subprocess
import sys
from glob import glob


# The Debian package that brings a program: the names under which systems have it, and its use.
PROGRAMS = {
    "chromium": (("chromium", "chromium-browser", "google-chrome"), "the browser tests"),
    "gfortran": (("gfortran",), "the Fortran rows of the chapter on languages"),
    "postgresql": (("postgres",), "the test of a gradebook on PostgreSQL"),
}
# Debian keeps PostgreSQL's own programs where no shell looks.
ELSEWHERE = "/usr/lib/postgresql/*/bin"


def find(package: str) -> str | None:
    """The path of the program that a package brings; None where it is missing."""
    names, _ = PROGRAMS[package]
    folders = os.pathsep.join([os.environ.get("PATH", os.defpath), *glob(ELSEWHERE)])
    return next((path for name in names if (path := shutil.which(name, path=folders))), None)


def main(install: bool = True) -> int:
    """Install what is missing, or with `install=False` only say what would."""
    missing = [package for package in PROGRAMS if find(package) is None]
    command = f"apt-get update && apt-get install --yes {' '.join(missing)}"
    rights = _rights()
    if not missing:
        if install:
            print("== system programs: all there")
    elif install and rights is not None and shutil.which("apt-get"):
        print(f"== system programs: {command}")
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        words = [*rights, "sh", "-c", command]
        return subprocess.run(words, stdout=subprocess.DEVNULL, env=quiet).returncode
    else:
        uses = "; ".join(f"{package} for {PROGRAMS[package][1]}" for package in missing)
        print(f"== missing: {uses}. On Debian or Ubuntu: sudo sh -c '{command}'")
    return 0


def _rights() -> list[str] | None:
    """What to put before a command to run it as root; None where we may not."""
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    allowed = (
        shutil.which("sudo") and not subprocess.run([*sudo, "true"], capture_output=True).returncode
    )
    return sudo if allowed else None


if __name__ == "__main__":
    sys.exit(main(install="--say" not in sys.argv))
