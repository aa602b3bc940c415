"""One long draw, reshaped, with the size made static by jit."""

from functools import partial


@partial(jax.jit, static_argnames=("n", "k"))
def random_matrices(key, n, k):
    return jax.random.uniform(key, (k * n * n,)).reshape(k, n, n)
