"""The command that starts a container by Docker or Podman."""

import shutil
import subprocess

from autograder.sandbox.zygote import CACHE, HOME, KERNELS, MOST_FILES


IMAGE = "jax-course-autograder"
BUILD = "make image"
MOST_PROCESSES = 4096


def fault(program: str) -> str:
    """Why it cannot be used on this machine, and what to do; "" if it can."""
    if shutil.which(program) is None:
        return f"{program} is not installed."
    tried = subprocess.run(
        [program, "image", "inspect", IMAGE], capture_output=True, text=True, check=False
    )
    if tried.returncode == 0:
        return ""
    if "no such image" in tried.stderr.lower() or "not known" in tried.stderr.lower():
        return f"{program} has no image {IMAGE}: build it with `{BUILD}`."
    return (tried.stderr.strip().splitlines() or [f"{program} does not answer"])[-1]


def command(program: str, environment: dict[str, str], kernels: str, cache: str = "") -> list[str]:
    """What to put before the command to be run; folders are as for bubblewrap.

    The zygote needs the capability to make namespaces; the kernels that it forks have none.
    """
    line = [program, "run", "--rm", "--interactive", "--network", "none", "--read-only"]
    line += ["--cap-drop", "ALL", "--cap-add", "SYS_ADMIN", "--cap-add", "SETUID"]
    line += ["--cap-add", "SETGID", "--cap-add", "SETPCAP", "--security-opt", "apparmor=unconfined"]
    line += ["--ulimit", f"nofile={MOST_FILES}", "--ulimit", f"nproc={MOST_PROCESSES}"]
    line += ["--tmpfs", "/tmp", "--tmpfs", "/run", "--tmpfs", HOME]
    for name, value in environment.items():
        line += ["--env", f"{name}={value}"]
    if cache:
        line += ["--volume", f"{cache}:{CACHE}:rw"]
    return [*line, "--volume", f"{kernels}:{KERNELS}", IMAGE]
