"""On one long vector."""

from jax.flatten_util import ravel_pytree


def tree_axpy(a, x, y):
    flat_x, _ = ravel_pytree(x)
    flat_y, unravel = ravel_pytree(y)
    return unravel(a * flat_x + flat_y)
