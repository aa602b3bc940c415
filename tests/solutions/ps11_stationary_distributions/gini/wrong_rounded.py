"""Rounds to two digits.

Fails: test_gini_2 test_gini_3
Told: all digits are wanted
"""


def gini(grid, pmf):
    return round(float(pmf @ jnp.abs(grid[:, None] - grid) @ pmf / (2 * pmf @ grid)), 2)
