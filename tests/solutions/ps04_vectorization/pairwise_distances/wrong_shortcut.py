"""|x|² + |y|² - 2 x'y, as it stands.

Fails: test_pairwise_distances_2 test_pairwise_distances_3
Told: loses the digits of a small
"""


def pairwise_distances(X, Y):
    squares = (X**2).sum(1)[:, None] + (Y**2).sum(1) - 2 * X @ Y.T
    return jnp.sqrt(squares)
