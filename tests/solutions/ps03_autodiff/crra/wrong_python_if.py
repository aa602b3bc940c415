"""Branches with Python's if, so that neither jit nor an array of gammas will do.

Fails: test_crra_4
Told: TracerBoolConversionError
"""


def crra(c, gamma):
    if abs(gamma - 1) < 0.02:
        x = (1 - gamma) * jnp.log(c)
        return jnp.log(c) * (1 + x / 2 + x**2 / 6 + x**3 / 24)
    return (c ** (1 - gamma) - 1) / (1 - gamma)
