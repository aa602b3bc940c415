"""The root of the mean of squares.

Fails: test_tree_norm test_tree_norm_2 test_tree_norm_3
Told: The root of the sum of all squares
"""

from jax.flatten_util import ravel_pytree


def tree_norm(tree):
    s = jnp.mean(ravel_pytree(tree)[0] ** 2)
    return jnp.where(s > 0, jnp.sqrt(jnp.where(s > 0, s, 1.0)), 0.0)
