"""The shortcut, clipped and safe at zero, and without digits far from the origin.

Fails: test_pairwise_distances_3
Told: loses the digits of a small
"""


def pairwise_distances(X, Y):
    squares = jnp.sum(X**2, 1)[:, None] + jnp.sum(Y**2, 1)[None, :] - 2 * X @ Y.T
    positive = squares > 1e-6
    return jnp.where(positive, jnp.sqrt(jnp.where(positive, squares, 1.0)), 0.0)
