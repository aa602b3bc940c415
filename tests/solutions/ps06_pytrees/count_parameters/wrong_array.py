"""A JAX array.

Fails: test_count_parameters_3
Told: expected a Python int
"""


def count_parameters(tree):
    return jnp.sum(jnp.array([leaf.size for leaf in jax.tree.leaves(tree)]))
