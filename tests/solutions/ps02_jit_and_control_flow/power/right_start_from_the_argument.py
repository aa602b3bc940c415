"""Starts from x and treats an exponent of zero apart."""


def _multiply(i, state):
    product, x = state
    return product * x, x


def power(x, n):
    product, _ = jax.lax.fori_loop(1, n, _multiply, (x, x))
    return jax.lax.select(jnp.asarray(n) == 0, jnp.ones_like(product), jnp.asarray(product))
