"""Two lines that one document times in NumPy and JAX: a matrix product, and 3x + x."""

from functools import partial

import jax
import numpy as np

from benchmarks.headline.case import DOCUMENT, OURS, Case, Topic, Way, Work, distance, jitted


def product(a):
    return a @ a


def tripled(a):
    return 3 * a + a


def cases(small: bool) -> list[Case]:
    n = 50 if small else 1_000
    a = jax.random.normal(jax.random.key(1), (n, n))
    return [of_product(n, a), of_tripled(n, a)]


def of_product(n: int, a) -> Case:
    """On a GPU and a TPU the default precision of products is lower, hence the tolerance."""
    return Case(
        "product",
        f"Product of two matrices, {n:,} × {n:,}",
        [
            jitted("JAX, jitted", product, a, kind=OURS, same=True),
            Way("JAX, not jitted", partial(product, a)),
            Way("NumPy", partial(product, np.asarray(a))),
        ],
        error=partial(distance, product(np.asarray(a, np.float64))),
        error_is="largest difference from 64 bits",
        tolerance=5e-3,
        work=Work(operations=2 * n**3, bytes=12 * n**2),
        published="NumPy 8.70 ms, JAX 3.92 ms",
    )


def of_tripled(n: int, a) -> Case:
    return Case(
        "tripled",
        f"3x + x of {n**2:,} numbers",
        [
            jitted("JAX, jitted", tripled, a, kind=OURS),
            Way("JAX, not jitted", partial(tripled, a), DOCUMENT),
            Way("NumPy", partial(tripled, np.asarray(a))),
        ],
        error=partial(distance, tripled(np.asarray(a, np.float64))),
        error_is="largest difference from 64 bits",
        tolerance=1e-6,
        work=Work(operations=2 * n**2, bytes=8 * n**2),
        published="NumPy 0.536 ms, JAX 0.496 ms, not jitted",
    )


TOPIC = Topic("product", "A matrix product, and a line of arithmetic", cases)
