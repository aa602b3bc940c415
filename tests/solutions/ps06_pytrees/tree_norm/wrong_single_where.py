"""One jnp.where, after the root.

Fails: test_tree_norm_3
Told: Let it see another number there
"""


def tree_norm(tree):
    s = sum(jnp.sum(x**2) for x in jax.tree.leaves(tree))
    return jnp.where(s > 0, jnp.sqrt(s), 0.0)
