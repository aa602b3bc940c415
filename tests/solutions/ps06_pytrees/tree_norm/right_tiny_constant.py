"""A constant under the root, too small to be seen."""


def tree_norm(tree):
    return jnp.sqrt(sum(jnp.sum(x**2) for x in jax.tree.leaves(tree)) + 1e-13)
