"""The area under the Lorenz curve by steps.

Fails: test_gini test_gini_2 test_gini_3
Told: gini([1, 3], [0.5, 0.5])
"""


def gini(grid, pmf):
    L = jnp.cumsum(pmf * grid) / (pmf @ grid)
    return 1 - 2 * jnp.sum(pmf * L)
