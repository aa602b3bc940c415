"""Python's if, and the logarithm at one: no derivative in gamma there.

Fails: test_crra test_crra_3 test_crra_4
Told: does not depend on gamma
"""


def crra(c, gamma):
    if gamma == 1:
        return jnp.log(c)
    return (c ** (1 - gamma) - 1) / (1 - gamma)
