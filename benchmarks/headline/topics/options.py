"""An option under stochastic volatility, by ten million paths: the race against Numba."""

from functools import partial
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax.scipy.stats import norm

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


BETA, N = 0.99, 20


class Model(NamedTuple):
    """Drift, memory and noise of log volatility, the start, and the strike."""

    mu: float = 0.0001
    rho: float = 0.1
    nu: float = 0.001
    S0: float = 10.0
    h0: float = 0.0
    K: float = 100.0


# With these, plain simulation gives a price that can be checked against a closed form.
CALM = Model(rho=1.0, nu=0.0, S0=100.0, h0=-2.5, K=110.0)
CALM_PATHS = 1_000_000


def period(model, s, h, Z):
    return s + model.mu + jnp.exp(h) * Z[0], model.rho * h + model.nu * Z[1]


def start(model, paths):
    return jnp.full(paths, jnp.log(model.S0)), jnp.full(paths, model.h0)


def unrolled(key, model, paths):
    """The document's loop, compiled as a whole."""
    s, h = start(model, paths)
    for _ in range(N):
        key, subkey = jax.random.split(key)
        s, h = period(model, s, h, jax.random.normal(subkey, (2, paths)))
    return BETA**N * jnp.mean(jnp.maximum(jnp.exp(s) - model.K, 0.0))


def by_scan(key, model, paths):
    def step(state, subkey):
        return period(model, *state, jax.random.normal(subkey, (2, paths))), None

    (s, _), _ = jax.lax.scan(step, start(model, paths), jax.random.split(key, N))
    return BETA**N * jnp.mean(jnp.maximum(jnp.exp(s) - model.K, 0.0))


def by_blocks(key, model, paths, block):
    """The chapter's way: a scan over periods, in blocks of paths that fit into the cache."""
    keys = jax.random.split(key, paths // block)
    return jax.lax.map(lambda k: by_scan(k, model, block), keys).mean()


def by_numpy(rng, model, paths, block):
    total = 0.0
    for _ in range(paths // block):
        s, h = np.full(block, np.log(model.S0)), np.full(block, model.h0)
        for _ in range(N):
            Z = rng.standard_normal((2, block))
            s, h = s + model.mu + np.exp(h) * Z[0], model.rho * h + model.nu * Z[1]
        total += np.maximum(np.exp(s) - model.K, 0.0).sum()
    return BETA**N * total / paths


def numba_price():
    import numba

    @numba.njit(parallel=True)
    def run(mu, rho, nu, S0, h0, K, paths):
        total = 0.0
        for path in numba.prange(paths):  # noqa: B007
            s, h = np.log(S0), h0
            for _ in range(N):
                s = s + mu + np.exp(h) * np.random.randn()
                h = rho * h + nu * np.random.randn()
            total += max(np.exp(s) - K, 0.0)
        return BETA**N * total / paths

    return lambda model, paths: run(*model, paths)


def closed_form(model):
    """The price where volatility is constant."""
    m, v = np.log(model.S0) + N * model.mu, np.sqrt(N) * np.exp(model.h0)
    d = (m - np.log(model.K)) / v
    return BETA**N * float(np.exp(m + v**2 / 2) * norm.cdf(d + v) - model.K * norm.cdf(d))


def cases(small: bool) -> list[Case]:
    on_gpu = jax.default_backend() == "gpu"
    paths, calm = (10_000, 50_000) if small else (10_000_000, CALM_PATHS)
    block = paths // 10 if small or on_gpu else 100_000
    key, rng = jax.random.key(3), np.random.default_rng(3)

    def by_jax(name, function, kind="other", **more):
        answer = partial(jax.jit(function, static_argnames=("paths", *more)), key, CALM, calm)
        return jitted(
            name,
            function,
            key,
            Model(),
            paths=paths,
            kind=kind,
            answer=partial(answer, **more),
            **more,
        )

    def elsewhere(name, run):
        return Way(name, partial(run, Model(), paths), answer=partial(run, CALM, calm))

    ways = [
        by_jax("blocks of paths, scan", by_blocks, OURS, block=block),
        by_jax("loop, jitted as a whole", unrolled, DOCUMENT),
        by_jax("scan, all paths at once", by_scan),
        elsewhere("NumPy, blocks, 64 bits", lambda *a: by_numpy(rng, *a, block=min(100_000, a[1]))),
    ]
    numba = by_numba("Numba, all cores, 64 bits", numba_price)
    if numba:
        ways.append(elsewhere(numba.name, numba.run))
    return [
        Case(
            "option",
            f"An option priced by {paths:,} paths of {N} periods",
            ways,
            error=partial(distance, closed_form(CALM)),
            error_is=f"error of {calm:,} paths where there is a formula",
            tolerance=0.05 if small else 0.01,
            work=Work(operations=8 * N * paths, bytes=0),
        )
    ]


TOPIC = Topic("option", "An option by simulation", cases)
