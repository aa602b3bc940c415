"""Least squares by 250 steps of gradient descent: the fit that one document jits."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np

from benchmarks.headline.case import DOCUMENT, OURS, Case, Topic, Way, Work, distance, jitted
from benchmarks.headline.topics.data import RATE, STEPS, ols_loss, simulated, start


def descend(b, X, y, steps):
    """The document's loop: under jit it is unrolled."""
    for _ in range(steps):
        b = b - RATE * jax.grad(ols_loss)(b, X, y)
    return b


def by_scan(b, X, y, steps):
    return jax.lax.scan(lambda b, _: (descend(b, X, y, 1), None), b, length=steps)[0]


def by_gram(b, X, y, steps):
    """The data enter through two small arrays only, which are computed once."""
    G, c = X.T @ X / y.size, X.T @ y / y.size
    return jax.lax.scan(lambda b, _: (b - RATE * 2 * (G @ b - c), None), b, length=steps)[0]


def by_hand(b, X, y, steps):
    """NumPy, with a gradient derived by pencil and paper."""
    for _ in range(steps):
        b = b + RATE * 2 / y.size * (X.T @ (y - X @ b))
    return b


one_step = jax.jit(partial(descend, steps=1))


def loop_of_steps(b, X, y, steps):
    for _ in range(steps):
        b = one_step(b, X, y)
    return b


def cases(small: bool) -> list[Case]:
    steps = 5 if small else STEPS
    exact = (start(), *simulated())
    data = tuple(jnp.asarray(a, jnp.float32) for a in exact)
    arrays = tuple(np.asarray(a) for a in data)
    ways = [
        jitted("scan, Gram matrix", by_gram, *data, steps=steps, kind=OURS),
        Way("loop, not jitted", partial(descend, *data, steps), DOCUMENT),
        jitted("loop, jitted as a whole", descend, *data, steps=steps, kind=DOCUMENT),
        jitted("scan", by_scan, *data, steps=steps),
        Way("loop of a jitted step", partial(loop_of_steps, *data, steps)),
        Way("NumPy, gradient by hand", partial(by_hand, *arrays, steps)),
    ]
    return [
        Case(
            "regression",
            f"Least squares, 500 rows, {steps} steps of gradient descent",
            ways,
            error=partial(distance, by_hand(*exact, steps)),
            error_is="largest difference from 64 bits",
            tolerance=1e-4,
            work=Work(operations=2 * 500 * 72 + steps * 152, bytes=4 * 500 * 9),
            published="442 ms, jitted 0.307 ms",
            published_ratio=442 / 0.307,
        )
    ]


TOPIC = Topic("regression", "A regression by gradient descent", cases)
