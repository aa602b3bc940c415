"""Compiled, by the older name in jax.tree_util."""


@jax.jit
def tree_axpy(a, x, y):
    return jax.tree_util.tree_map(lambda p, q: jnp.multiply(a, p) + q, x, y)
