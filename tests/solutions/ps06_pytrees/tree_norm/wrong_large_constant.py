"""A constant under the root that shows.

Fails: test_tree_norm_2 test_tree_norm_3
Told: must not be seen in the result
"""


def tree_norm(tree):
    return jnp.sqrt(sum(jnp.sum(x**2) for x in jax.tree.leaves(tree)) + 1e-8)
