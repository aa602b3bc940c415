"""The gradient of a sum of squares in 100,000 elements, for which one document claims 300 times."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np

from benchmarks.headline.case import DOCUMENT, OURS, Case, Topic, Way, Work, distance, jitted


def objective(x):
    return jnp.sum(x**2) + x[1] * x[2]


def by_hand(x):
    """The gradient in NumPy, derived with pencil and paper."""
    g = 2 * x
    g[1] += x[2]
    g[2] += x[1]
    return g


def cases(small: bool) -> list[Case]:
    n = 1_000 if small else 100_000
    x = jnp.linspace(1.0, 5.0, n)
    gradient = jax.grad(objective)
    ways = [
        jitted("JAX, jitted", gradient, x, kind=OURS, same=True),
        Way("JAX, not jitted", partial(gradient, x), DOCUMENT),
        Way("NumPy, derived by hand", partial(by_hand, np.asarray(x))),
    ]
    return [
        Case(
            "gradient",
            f"Gradient in {n:,} elements",
            ways,
            error=partial(distance, by_hand(np.asarray(x, np.float64))),
            error_is="largest difference from 64 bits",
            tolerance=1e-6,
            work=Work(operations=n, bytes=8 * n),
            published="about 300 times as fast, jitted",
            published_ratio=300.0,
        )
    ]


TOPIC = Topic("gradient", "A gradient", cases)
