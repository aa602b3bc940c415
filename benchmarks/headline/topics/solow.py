"""Solow's growth model in every language: one long path, and a million short ones."""

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
from benchmarks.headline.topics.compiled import LANGUAGES, library, many_paths


ECONOMY = (0.3, 2.0, 0.4, 0.1)  # Saving, productivity, elasticity of output, depreciation.


def solow(k, s, a, alpha, delta, n):
    """Capital after n periods; the source that Python, NumPy and Numba share."""
    for _ in range(n):
        k = s * a * k**alpha + (1 - delta) * k
    return k


def by_jax(k, n, unroll=1):
    return jax.lax.fori_loop(0, n, lambda _, k: solow(k, *ECONOMY, 1), k, unroll=unroll)


def by_exp_and_log(k, n):
    """The same with the power as an exponential, which XLA does on several numbers at a time."""
    s, a, alpha, delta = ECONOMY

    def step(_, k):
        return s * a * jnp.exp(alpha * jnp.log(k)) + (1 - delta) * k

    return jax.lax.fori_loop(0, n, step, k)


def numba_one():
    import numba

    return numba.njit(solow)


def numba_many():
    import numba

    one = numba.njit(solow)

    @numba.njit(parallel=True)
    def run(k, s, a, alpha, delta, n):
        ends = np.empty_like(k)
        for i in numba.prange(k.size):
            ends[i] = one(k[i], s, a, alpha, delta, n)
        return ends

    return run


def cases(small: bool) -> list[Case]:
    compiled = {name: library(name) for name in LANGUAGES}
    compiled = {name: found for name, found in compiled.items() if found is not None}
    return [
        one_path(10 if small else 1_000, compiled),
        paths(100 if small else 1_000_000, 20, compiled),
    ]


def one_path(n: int, compiled: dict) -> Case:
    ways = [
        jitted("JAX, steps by eight", by_jax, jnp.array(0.2), n=n, unroll=8, kind=OURS),
        jitted("JAX, step by step", by_jax, jnp.array(0.2), n=n),
        Way("pure Python", partial(solow, 0.2, *ECONOMY, n), DOCUMENT),
        by_numba("Numba", numba_one, 0.2, *ECONOMY, n, kind=DOCUMENT),
        Way("NumPy scalars", partial(solow, np.float64(0.2), *ECONOMY, n)),
    ]
    ways += [Way(name, partial(found.solow, 0.2, *ECONOMY, n)) for name, found in compiled.items()]
    return Case(
        "solow-one",
        f"One path of {n:,} periods",
        ways,
        error=partial(distance, solow(0.2, *ECONOMY, n)),
        error_is="largest difference from pure Python",
        tolerance=1e-11,
        work=Work(operations=4 * n, bytes=16, bits=64),
        published="Numba runs at the same speed as Julia, C and Fortran",
    )


def paths(m: int, n: int, compiled: dict) -> Case:
    starts = np.linspace(0.1, 40.0, m)
    ways = [
        jitted("JAX, exp and log", by_exp_and_log, jnp.asarray(starts), n=n, kind=OURS),
        jitted("JAX, power", by_jax, jnp.asarray(starts), n=n),
        Way("NumPy", partial(solow, starts, *ECONOMY, n), DOCUMENT),
        by_numba("Numba, all cores", numba_many, starts, *ECONOMY, n),
    ]
    ways += [
        Way(f"{name}, all cores", partial(many_paths, found, starts, ECONOMY, n))
        for name, found in compiled.items()
    ]
    return Case(
        "solow-many",
        f"{m:,} paths of {n} periods",
        ways,
        error=partial(distance, solow(starts, *ECONOMY, n)),
        error_is="largest difference from NumPy",
        tolerance=1e-11,
        work=Work(operations=4 * n * m, bytes=16 * m, bits=64),
    )


TOPIC = Topic("solow", "Solow's model in every language", cases, x64=True)
