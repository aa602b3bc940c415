"""jax.tree.reduce, and a safe argument for the root."""

import operator


def tree_norm(tree):
    s = jax.tree.reduce(operator.add, jax.tree.map(lambda x: jnp.sum(x * x), tree))
    safe = jnp.where(s == 0, 1.0, s)
    return jnp.where(s == 0, 0.0, safe**0.5)
