"""Precise and safe, but at one it returns log(c), which does not depend on gamma.

Fails: test_crra_3
Told: does not depend on gamma, so its derivative is 0
"""


def crra(c, gamma):
    x = (1 - gamma) * jnp.log(c)
    at_one = x == 0
    harmless = jnp.where(at_one, 1.0, x)
    return jnp.log(c) * jnp.where(at_one, 1.0, jnp.expm1(harmless) / harmless)
