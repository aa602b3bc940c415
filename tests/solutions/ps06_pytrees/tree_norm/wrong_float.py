"""Converts to a Python float.

Fails: test_tree_norm_3
Told: float()
"""


def tree_norm(tree):
    s = float(sum(jnp.sum(x**2) for x in jax.tree.leaves(tree)))
    return s**0.5
