"""The length of one long vector."""

from jax.flatten_util import ravel_pytree


def count_parameters(tree):
    return len(ravel_pytree(tree)[0])
