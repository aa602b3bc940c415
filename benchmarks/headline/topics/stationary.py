"""The stationary distribution of firm sizes on 100 bins, by products, eigenvectors and a system."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from jax.scipy.stats import norm

from benchmarks.headline.case import DOCUMENT, OURS, Case, Topic, Way, Work, jitted


STEP, UP, TAU, EXIT, SPREAD = 0.1, 1.1, 0.1, 0.02, 0.3


def firms(n: int, leave: float):
    """The document's transition matrix (n, n), its rows scaled to sum to one, and its entrants."""
    edges = jnp.linspace(0.0, 5.0, n + 1)
    low, high = edges[:-1], edges[1:]
    drift = 1 - STEP * np.log(UP) * TAU

    def split(a, b):
        return jnp.maximum(0, jnp.minimum(b, high) - jnp.maximum(a, low)) / (b - a)

    births = jnp.diff(norm.cdf(jnp.log(edges), 0.0, SPREAD))
    births = births / births.sum()
    drop = jax.vmap(split)(drift * low, drift * high)
    jump = jax.vmap(split)(UP * drift * low, UP * drift * high)
    stay = STEP * TAU * jump + (1 - STEP * TAU) * drop
    P = STEP * leave * births + (1 - STEP * leave) * stay
    return P / P.sum(axis=1, keepdims=True), births


def product_loop(P, start, steps):
    """The document's first way: uncompiled products, all of them kept."""
    path = [start]
    for _ in range(steps):
        path.append(path[-1] @ P)
    return jnp.vstack(path)


def products(P, start, steps):
    """The same in a scan."""
    return jax.lax.scan(lambda m, _: (m @ P, None), start, length=steps)[0]


def eigenvector(P):
    """By all eigenvectors, on the host: JAX has no eig for a GPU."""
    values, vectors = np.linalg.eig(P.T)
    v = vectors[:, np.abs(values - 1).argmin()].real
    return v / v.sum()


def null_space(P):
    v = jnp.linalg.svd(P.T - jnp.eye(len(P), dtype=P.dtype))[2][-1]
    return v / v.sum()


def linear_system(P):
    """m P = m with sum 1: one equation gives way to the sum."""
    n = len(P)
    A = (P.T - jnp.eye(n, dtype=P.dtype)).at[-1].set(1.0)
    return jnp.linalg.solve(A, jnp.zeros(n, P.dtype).at[-1].set(1.0))


def eliminate(P):
    """The reference, without a subtraction: Grassmann, Taksar and Heyman (1985)."""
    A, m = np.array(P, dtype=float), np.ones(len(P))
    for k in range(len(A) - 1, 0, -1):
        A[:k, k] /= A[k, :k].sum()
        A[:k, :k] += np.outer(A[:k, k], A[k, :k])
    for k in range(1, len(A)):
        m[k] = m[:k] @ A[:k, k]
    return m / m.sum()


def cases(small: bool) -> list[Case]:
    n, steps, leave = (20, 300, 0.5) if small else (100, 4_000, EXIT)
    P, births = firms(n, leave)
    host, truth = np.asarray(P), eliminate(P)

    def error(m):
        m = np.asarray(m)
        return float(np.abs((m[-1] if m.ndim == 2 else m) - truth).sum())

    ways = [
        jitted("linear system", linear_system, P, kind=OURS),
        Way(f"{steps:,} products, not jitted", partial(product_loop, P, births, steps), DOCUMENT),
        Way("eigenvectors", partial(eigenvector, host), DOCUMENT),
        jitted("null space", null_space, P, kind=DOCUMENT),
        jitted(f"{steps:,} products, scan", products, P, births, steps=steps),
        Way("NumPy, elimination", partial(eliminate, host)),
    ]
    return [
        Case(
            "stationary",
            f"Stationary distribution on {n} bins",
            ways,
            error=error,
            error_is="sum of absolute differences from elimination",
            tolerance=1e-3,
            work=Work(operations=2 / 3 * n**3, bytes=8 * n**2, bits=64),
        )
    ]


TOPIC = Topic("stationary", "A stationary distribution", cases, x64=True)
