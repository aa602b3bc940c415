"""Adds the leaves' norms.

Fails: test_tree_norm test_tree_norm_2 test_tree_norm_3
Told: The root of the sum of all squares
"""


def tree_norm(tree):
    def norm(x):
        s = jnp.sum(x**2)
        return jnp.where(s > 0, jnp.sqrt(jnp.where(s > 0, s, 1.0)), 0.0)

    return sum(norm(x) for x in jax.tree.leaves(tree))
