"""By the covariance of value and rank, with the rank of ties at their middle."""


def gini(grid, pmf):
    rank = jnp.cumsum(pmf) - pmf / 2
    mean = jnp.sum(pmf * grid)
    return 2 * jnp.sum(pmf * (grid - mean) * (rank - 0.5)) / mean
