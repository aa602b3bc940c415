"""The plain root.

Fails: test_tree_norm_3
Told: infinite slope at zero
"""


def tree_norm(tree):
    return jnp.sqrt(sum(jnp.sum(x**2) for x in jax.tree.leaves(tree)))
