"""Two Python loops.

Fails: test_pairwise_distances_4
Told: map it twice, or broadcast
"""


def pairwise_distances(X, Y):
    def distance(x, y):
        squares = jnp.sum((x - y) ** 2)
        return jnp.where(squares > 0, jnp.sqrt(jnp.where(squares > 0, squares, 1.0)), 0.0)

    return jnp.stack([jnp.stack([distance(x, y) for y in Y]) for x in X])
