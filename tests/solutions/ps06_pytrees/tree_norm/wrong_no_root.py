"""The square of the norm.

Fails: test_tree_norm test_tree_norm_2 test_tree_norm_3
Told: expected 5
"""


def tree_norm(tree):
    return sum(jnp.sum(x**2) for x in jax.tree.leaves(tree))
