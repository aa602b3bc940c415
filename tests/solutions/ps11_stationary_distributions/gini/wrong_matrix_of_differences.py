"""Forgets the absolute value.

Fails: test_gini test_gini_2 test_gini_3
Told: gini([1, 3], [0.5, 0.5]) is 0
"""


def gini(grid, pmf):
    return pmf @ (grid[:, None] - grid) @ pmf / (2 * pmf @ grid)
