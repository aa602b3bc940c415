"""The root of at least the smallest number."""


def tree_norm(tree):
    s = sum(jnp.vdot(x, x) for x in jax.tree.leaves(tree))
    return jnp.sqrt(jnp.maximum(s, 1e-30))
