"""Flattens the gradients into a matrix.

Fails: test_per_example_gradients test_per_example_gradients_2
Told: A tree like params
"""

from jax.flatten_util import ravel_pytree


def per_example_gradients(loss, params, X, y):
    return jax.vmap(lambda x, t: ravel_pytree(jax.grad(loss)(params, x, t))[0])(X, y)
