"""Scaled by the largest entry, as for numbers that are very large."""


def tree_norm(tree):
    leaves = jax.tree.leaves(tree)
    largest = jax.lax.stop_gradient(jnp.max(jnp.stack([jnp.max(jnp.abs(x)) for x in leaves])))
    scale = jnp.where(largest > 0, largest, 1.0)
    s = sum(jnp.sum((x / scale) ** 2) for x in leaves)
    return scale * jnp.sqrt(jnp.where(largest > 0, s, 1.0)) * (largest > 0)
