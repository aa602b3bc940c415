"""By the integral of F (1 - F) over the values."""


@jax.jit
def gini(grid, pmf):
    F = jnp.cumsum(pmf)[:-1]
    return jnp.sum(F * (1 - F) * jnp.diff(grid)) / jnp.dot(pmf, grid)
