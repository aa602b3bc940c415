"""By e^x - 1 = 2 e^(x/2) sinh(x/2), with a series for sinh(y)/y."""


def crra(c, gamma):
    log_c = jnp.log(jnp.asarray(c, dtype=float))
    y = (1 - gamma) * log_c / 2
    tiny = jnp.abs(y) < 0.3
    z = jax.lax.select(tiny, jnp.ones_like(y), y)
    ratio = jax.lax.select(tiny, 1 + y**2 / 6 + y**4 / 120, jnp.sinh(z) / z)
    return log_c * jnp.exp(y) * ratio
