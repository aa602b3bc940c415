"""Pairs row i with row i.

Fails: test_pairwise_distances test_pairwise_distances_2 test_pairwise_distances_3 test_pairwise_distances_4
Told: incompatible shapes for broadcasting
"""


def pairwise_distances(X, Y):
    squares = jnp.sum((X - Y) ** 2, axis=-1)
    return jnp.where(squares > 0, jnp.sqrt(jnp.where(squares > 0, squares, 1.0)), 0.0)
