"""Does not reach below the first level.

Fails: test_tree_norm test_tree_norm_2 test_tree_norm_3
Told: dict
"""


def tree_norm(tree):
    s = sum(jnp.sum(x**2) for x in tree.values())
    return jnp.where(s > 0, jnp.sqrt(jnp.where(s > 0, s, 1.0)), 0.0)
