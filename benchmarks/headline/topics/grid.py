"""A function on a grid: from two vectors to a matrix, by loops, a mesh and nested vmap."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np

from benchmarks.headline.case import (
    DOCUMENT,
    OURS,
    Case,
    Topic,
    Way,
    Work,
    by_numba,
    distance,
    jitted,
)


def f(x, y, library=jnp):
    r = x**2 + y**2
    return library.cos(r) / (1 + r)


fast = jax.jit(f)
over_grid = jax.vmap(jax.vmap(f, in_axes=(None, 0)), in_axes=(0, None))


def broadcast(x, y, library=jnp):
    return f(x[:, None], y[None, :], library)


def mesh(x, y):
    """The document's first vectorized way: two matrices of coordinates, and a compiled f."""
    return fast(*jnp.meshgrid(x, y, indexing="ij"))


def loops(x, y):
    """The document's slow way: one compiled call for each point."""
    z = np.empty((len(x), len(y)))
    for i in range(len(x)):
        for j in range(len(y)):
            z[i, j] = fast(x[i], y[j])
    return z


def numba_grid():
    import numba

    @numba.njit(parallel=True)
    def run(x, y):
        z = np.empty((x.size, y.size), np.float32)
        for i in numba.prange(x.size):
            for j in range(y.size):
                r = x[i] ** 2 + y[j] ** 2
                z[i, j] = np.cos(r) / (np.float32(1) + r)
        return z

    return run


def cases(small: bool) -> list[Case]:
    return [case("points", 10 if small else 80, few), case("grid", 60 if small else 6_000, many)]


def case(name: str, n: int, ways) -> Case:
    x = jnp.linspace(-2, 2, n)
    truth = broadcast(np.asarray(x), np.asarray(x), np)
    return Case(
        name,
        f"f(x, y) on a grid of {n:,} × {n:,} points",
        ways(x),
        error=partial(distance, truth),
        error_is="largest difference from NumPy",
        tolerance=1e-5,
        work=Work(operations=6 * n**2, bytes=4 * n**2),
        published="" if n < 100 else "mesh: 288 MB of inputs; vectors: 0.048 MB",
    )


def few(x) -> list[Way | None]:
    x32 = np.asarray(x)
    return [
        jitted("vmap, jitted", over_grid, x, x, kind=OURS),
        Way("two loops, jitted scalar calls", partial(loops, x, x), DOCUMENT),
        Way("NumPy, broadcasting", partial(broadcast, x32, x32, np)),
    ]


def many(x) -> list[Way | None]:
    x32 = np.asarray(x)
    ready = jnp.meshgrid(x, x, indexing="ij")
    return [
        jitted("vmap, jitted", over_grid, x, x, kind=OURS, same=True),
        Way("mesh, then a jitted f", partial(mesh, x, x), DOCUMENT),
        jitted("a jitted f of a mesh that is there", f, *ready),
        jitted("broadcasting, jitted", broadcast, x, x),
        Way("broadcasting, not jitted", partial(broadcast, x, x)),
        Way("NumPy, broadcasting", partial(broadcast, x32, x32, np)),
        by_numba("Numba, all cores", numba_grid, x32, x32),
    ]


TOPIC = Topic("grid", "A function on a grid", cases)
