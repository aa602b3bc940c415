"""What the hardware can do at best, measured in the same run as everything else.

Bandwidth by the triad a = b + s c on arrays that fit into no cache, arithmetic by a product of
large matrices, and the launch: the time of a compiled call that has next to nothing to do.
"""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np

from benchmarks.headline.case import Work
from benchmarks.headline.clock import seconds


TRIES = 7


def measure(small: bool = False) -> dict[str, float]:
    """Bytes and operations a second, by whichever tool is fastest, and seconds of a launch."""
    on_gpu = jax.default_backend() == "gpu"
    numbers = 2**16 if small else 2**28 if on_gpu else 2**25
    side = 64 if small else 8192 if on_gpu else 2048
    return {
        "bandwidth": max(triad_jax(numbers), 0.0 if on_gpu else triad_numpy(numbers)),
        "arithmetic 32": product(side, jnp.float32),
        "arithmetic 64": product(side, jnp.float64),
        "launch": launch(),
    }


def best(run, repetitions: int = 1) -> float:
    """Least seconds of some calls: a limit is a limit."""
    seconds(run)
    return min(seconds(run, repetitions) for _ in range(TRIES))


@partial(jax.jit, donate_argnums=0)
def triad(a, b, c):
    """b + 3 c, written into the memory of a."""
    return jnp.where(True, b + 3.0 * c, a)


def triad_jax(n: int) -> float:
    b, c = jnp.ones(n, jnp.float32), jnp.ones(n, jnp.float32)
    held = [jnp.zeros(n, jnp.float32)]

    def run():
        held[0] = triad(held[0], b, c)
        return held[0]

    return 12 * n / best(run)


def triad_numpy(n: int) -> float:
    """The same by Numba on all cores where it is, else by NumPy in two passes."""
    a, b, c = (np.ones(n, np.float32) for _ in range(3))
    try:
        import numba
    except ImportError:
        return 20 * n / best(lambda: np.add(np.multiply(c, 3.0, out=a), b, out=a))

    @numba.njit(parallel=True)
    def run(a, b, c):
        for i in numba.prange(a.size):
            a[i] = b[i] + np.float32(3) * c[i]

    return 12 * n / best(lambda: run(a, b, c))


def product(side: int, dtype) -> float:
    """Operations a second of a product of matrices, in the full precision of the dtype."""
    with jax.enable_x64(True), jax.default_matmul_precision("highest"):
        a = jnp.ones((side, side), dtype)
        return 2 * side**3 / best(partial(jax.jit(jnp.matmul), a, a))


def launch() -> float:
    return best(partial(jax.jit(lambda x: x + 1), jnp.zeros(())), 1_000)


def bound(work: Work, limits: dict[str, float]) -> dict:
    """The least seconds that the work can take here, and what sets them."""
    parts = {
        "launch": limits["launch"],
        "memory": work.bytes / limits["bandwidth"],
        "arithmetic": work.operations / limits[f"arithmetic {work.bits}"],
    }
    by = max(parts, key=parts.get)
    return {"by": by, "seconds": parts[by]}
