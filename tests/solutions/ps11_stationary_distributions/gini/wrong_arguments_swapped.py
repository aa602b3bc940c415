"""Swaps values and probabilities.

Fails: test_gini test_gini_2 test_gini_3
Told: gini([1, 3], [0.5, 0.5])
"""


def gini(grid, pmf):
    return grid @ jnp.abs(pmf[:, None] - pmf) @ grid / (2 * grid @ pmf)
