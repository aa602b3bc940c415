"""Prints JAX's version and device as JSON."""

import json
import os


# Ask the GPU for its name, not for most of its memory.
os.environ["XLA_PYTHON_CLIENT_PREALLOCATE"] = "false"

import jax  # noqa: E402


def name(devices):
    """Such as `CPU (2 cores)`, `NVIDIA H200` or `4 × NVIDIA H200`."""
    first = devices[0]
    if first.platform == "cpu":
        return f"CPU ({os.cpu_count()} cores)"
    return first.device_kind if len(devices) == 1 else f"{len(devices)} × {first.device_kind}"


print(json.dumps({"jax": jax.__version__, "device": name(jax.devices())}))
