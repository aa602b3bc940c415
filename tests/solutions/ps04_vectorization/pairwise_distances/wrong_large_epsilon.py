"""A number under the root that is not small.

Fails: test_pairwise_distances test_pairwise_distances_3
Told: is 0.1
"""


def pairwise_distances(X, Y):
    return jnp.sqrt(jnp.sum((X[:, None] - Y[None]) ** 2, axis=-1) + 1e-2)
