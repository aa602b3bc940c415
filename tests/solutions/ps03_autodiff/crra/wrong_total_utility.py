"""Adds utilities up.

Fails: test_crra test_crra_4
Told: has shape ()
"""


def crra(c, gamma):
    x = (1 - gamma) * jnp.log(c)
    small = jnp.abs(x) < 0.1
    harmless = jnp.where(small, 1.0, x)
    series = 1 + x / 2 + x**2 / 6 + x**3 / 24
    return jnp.sum(jnp.log(c) * jnp.where(small, series, jnp.expm1(harmless) / harmless))
