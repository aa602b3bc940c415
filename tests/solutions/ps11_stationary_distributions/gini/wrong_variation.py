"""The coefficient of variation.

Fails: test_gini test_gini_2 test_gini_3
Told: gini([1, 3], [0.5, 0.5])
"""


def gini(grid, pmf):
    mean = pmf @ grid
    return jnp.sqrt(pmf @ (grid - mean) ** 2) / mean
