"""The root of the mean squared difference.

Fails: test_pairwise_distances test_pairwise_distances_2 test_pairwise_distances_3
Told: root of the sum of squared differences
"""


def pairwise_distances(X, Y):
    squares = jnp.mean((X[:, None] - Y[None]) ** 2, axis=-1)
    return jnp.where(squares > 0, jnp.sqrt(jnp.where(squares > 0, squares, 1.0)), 0.0)
