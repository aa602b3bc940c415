"""Ten products of a 150 × 100 matrix with a vector: the example for `vmap`."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np

from benchmarks.headline.case import DOCUMENT, OURS, Case, Topic, Way, Work, distance, jitted


def apply(W, v):
    return W @ v


def loop(W, V):
    return jnp.stack([apply(W, v) for v in V])


mapped = jax.vmap(apply, in_axes=(None, 0))


def cases(small: bool) -> list[Case]:
    key_W, key_V = jax.random.split(jax.random.key(2))
    W = jax.random.normal(key_W, (150, 100))
    V = jax.random.normal(key_V, (10, 100))
    W64, V64 = np.asarray(W, np.float64), np.asarray(V, np.float64)
    ways = [
        jitted("vmap, jitted", mapped, W, V, kind=OURS),
        Way("loop, not jitted", partial(loop, W, V), DOCUMENT),
        Way("vmap, not jitted", partial(mapped, W, V)),
        jitted("loop, jitted", loop, W, V),
        Way("NumPy, V @ W.T", partial(np.matmul, np.asarray(V), np.asarray(W).T)),
    ]
    return [
        Case(
            "batch",
            "Ten products of a 150 × 100 matrix with a vector",
            ways,
            error=partial(distance, V64 @ W64.T),
            error_is="largest difference from 64 bits",
            tolerance=5e-3,
            work=Work(operations=2 * 150 * 100 * 10, bytes=4 * (W.size + V.size + 1500)),
            published="the loop: 0.831 ms",
        )
    ]


TOPIC = Topic("matvec", "Many products with one matrix", cases)
