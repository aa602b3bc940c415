"""Forgets the probabilities in the share of values.

Fails: test_gini test_gini_2 test_gini_3
Told: Each value counts with its probability
"""


def gini(grid, pmf):
    F = jnp.concatenate([jnp.zeros(1), jnp.cumsum(pmf)])
    L = jnp.concatenate([jnp.zeros(1), jnp.cumsum(grid) / grid.sum()])
    return 1 - jnp.sum(jnp.diff(F) * (L[1:] + L[:-1]))
