"""Entry [i, j] is that of Y[i] and X[j].

Fails: test_pairwise_distances test_pairwise_distances_2 test_pairwise_distances_3
Told: Entry [i, j] belongs to X[i] and Y[j]
"""


def pairwise_distances(X, Y):
    squares = jnp.sum((Y[:, None] - X[None]) ** 2, axis=-1)
    return jnp.where(squares > 0, jnp.sqrt(jnp.where(squares > 0, squares, 1.0)), 0.0)
