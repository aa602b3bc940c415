"""Divides by the mean, not by twice the mean.

Fails: test_gini test_gini_2 test_gini_3
Told: Divide by twice the mean
"""


def gini(grid, pmf):
    return pmf @ jnp.abs(grid[:, None] - grid) @ pmf / (pmf @ grid)
