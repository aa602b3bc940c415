"""The system programs that the tests run: find them, install them where we may, or say how.

Only the standard library is used, so that `make system` works before anything is installed.
"""

import os
import shutil
import subprocess
import sys


# The Debian package that brings a program, and the names under which systems have it.
PROGRAMS = {"chromium": ("chromium", "chromium-browser", "google-chrome")}


def find(package: str) -> str | None:
    """The path of the program that a package brings; None where it is missing."""
    return next((path for name in PROGRAMS[package] if (path := shutil.which(name))), None)


def main() -> int:
    missing = [package for package in PROGRAMS if find(package) is None]
    if not missing:
        print("== system programs: all there")
        return 0
    install = f"apt-get update && apt-get install --yes {' '.join(missing)}"
    rights = _rights()
    if rights is not None and shutil.which("apt-get"):
        print(f"== system programs: {install}")
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        command = [*rights, "sh", "-c", install]
        return subprocess.run(command, stdout=subprocess.DEVNULL, env=quiet).returncode
    print(f"== missing: {', '.join(missing)}. On Debian or Ubuntu: sudo sh -c '{install}'")
    print("== the tests that need them fail where CI is set, and are skipped elsewhere")
    return 0


def _rights() -> list[str] | None:
    """What to put before a command to run it as root; None where we may not."""
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


if __name__ == "__main__":
    sys.exit(main())
