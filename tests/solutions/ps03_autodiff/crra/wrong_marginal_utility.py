"""Returns marginal utility.

Fails: test_crra test_crra_2 test_crra_3
Told: crra(4, 0.5) is 0.5
"""


def crra(c, gamma):
    return jnp.asarray(c, dtype=float) ** -gamma
