"""Adds absolute differences.

Fails: test_pairwise_distances test_pairwise_distances_2 test_pairwise_distances_3
Told: root of the sum of squared differences
"""


def pairwise_distances(X, Y):
    return jnp.abs(X[:, None] - Y[None]).sum(-1)
