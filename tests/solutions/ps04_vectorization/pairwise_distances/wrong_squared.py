"""Forgets the root.

Fails: test_pairwise_distances test_pairwise_distances_2 test_pairwise_distances_3
Told: root of the sum of squared differences
"""


def pairwise_distances(X, Y):
    return jnp.sum((X[:, None] - Y[None]) ** 2, axis=-1)
