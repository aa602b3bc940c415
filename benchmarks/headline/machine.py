"""Which machine this is, and what is installed on it."""

import importlib.metadata
import os
import platform
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import jax


PACKAGES = ("jax", "jaxlib", "numpy", "numba", "optax")
COMPILERS = ("gfortran", "gcc")


def about() -> dict:
    """Device, processor, cores, versions and date, for the results."""
    return {
        "date": date.today().isoformat(),
        "backend": jax.default_backend(),
        "device": device(),
        "processor": processor(),
        "cores": len(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else os.cpu_count(),
        "load before": load(),
        "versions": versions(),
    }


def device() -> str:
    """The name of what JAX computes on."""
    kind = jax.devices()[0].device_kind
    return processor() if jax.default_backend() == "cpu" else kind


def processor() -> str:
    """The name of the processor."""
    info = Path("/proc/cpuinfo")
    found = re.search(r"^model name\s*: (.+)$", info.read_text(), re.M) if info.is_file() else None
    return found[1].strip() if found else platform.processor() or platform.machine()


def load() -> list[float]:
    """The load average over 1, 5 and 15 minutes: about zero on an idle machine."""
    return [round(value, 2) for value in os.getloadavg()] if hasattr(os, "getloadavg") else []


def versions() -> dict[str, str]:
    found = {"python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found | {name: version(name) for name in COMPILERS if shutil.which(name)}


def version(compiler: str) -> str:
    done = subprocess.run([compiler, "-dumpfullversion"], capture_output=True, text=True)
    return done.stdout.strip()
