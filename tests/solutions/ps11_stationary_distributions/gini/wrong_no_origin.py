"""Lets the Lorenz curve begin at the first firm.

Fails: test_gini test_gini_2 test_gini_3
Told: A Lorenz curve begins at (0, 0)
"""


def gini(grid, pmf):
    F = jnp.cumsum(pmf)
    L = jnp.cumsum(pmf * grid) / (pmf @ grid)
    return 1 - jnp.sum(jnp.diff(F) * (L[1:] + L[:-1]))
