"""Compares the square with a, absolutely."""


def newton_sqrt(a, tol):
    x0 = jnp.maximum(jnp.asarray(a, dtype=jnp.float32), 1.0)
    return jax.lax.while_loop(lambda x: jnp.abs(x * x - a) > tol, lambda x: (x + a / x) / 2, x0)
