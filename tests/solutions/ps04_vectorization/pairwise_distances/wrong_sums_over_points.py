"""Sums over the wrong axis.

Fails: test_pairwise_distances test_pairwise_distances_2 test_pairwise_distances_3
Told: has shape (3, 2)
"""


def pairwise_distances(X, Y):
    squares = jnp.sum((X[:, None] - Y[None]) ** 2, axis=0)
    return jnp.where(squares > 0, jnp.sqrt(jnp.where(squares > 0, squares, 1.0)), 0.0)
