"""jnp.where around the root only.

Fails: test_pairwise_distances_2
Told: before the root
"""


def pairwise_distances(X, Y):
    squares = jnp.sum((X[:, None] - Y[None]) ** 2, axis=-1)
    return jnp.where(squares == 0, 0.0, jnp.sqrt(squares))
