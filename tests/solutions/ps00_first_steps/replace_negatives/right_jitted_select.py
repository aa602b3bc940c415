"""Compiled, with lax.select."""


@jax.jit
def replace_negatives(x, value):
    x = jnp.asarray(x)
    return jax.lax.select(x < 0, jnp.full_like(x, value), x)
