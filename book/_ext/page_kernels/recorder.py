"""A kernel that says, when asked about itself, on which JAX and device its code ran.

Whoever executes a notebook asks once more after the last cell, and keeps the answer as the
notebook's `language_info`. So the record is made where the code ran, and moves with its outputs.
"""

import os
import sys

from ipykernel.ipkernel import IPythonKernel


class Recorder(IPythonKernel):
    @property
    def language_info(self):
        return {**IPythonKernel.language_info, **_ran_on()}


def _ran_on():
    """JAX's version and devices, once a page has imported it; nothing is imported for this."""
    jax = sys.modules.get("jax")
    if not hasattr(jax, "devices"):
        return {}
    try:
        devices = jax.devices()
    except RuntimeError:
        return {"jax": jax.__version__}
    return {"jax": jax.__version__, "device": _name(devices)}


def _name(devices):
    """Such as `CPU, 2 cores`, `NVIDIA H200` or `4 x NVIDIA H200`."""
    first = devices[0]
    if first.platform == "cpu":
        return f"CPU, {os.cpu_count()} cores"
    return first.device_kind if len(devices) == 1 else f"{len(devices)} × {first.device_kind}"
