"""Chooses the logarithm at one with jnp.where, but divides by zero in the branch not taken.

Fails: test_crra test_crra_2 test_crra_3
Told: differentiates the branch not taken
"""


def crra(c, gamma):
    return jnp.where(gamma == 1, jnp.log(c), (c ** (1 - gamma) - 1) / (1 - gamma))
