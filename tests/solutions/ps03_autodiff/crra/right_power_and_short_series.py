"""The power formula away from one, and two terms of the series close to it."""


def crra(c, gamma):
    near = jnp.abs(gamma - 1) < 0.01
    safe = jnp.where(near, 2.0, gamma)
    log_c = jnp.log(c)
    direct = (c ** (1 - safe) - 1) / (1 - safe)
    return jnp.where(
        near, log_c + (1 - gamma) * log_c**2 / 2 + (1 - gamma) ** 2 * log_c**3 / 6, direct
    )
