"""By trapezoids under the Lorenz curve."""


def gini(grid, pmf):
    F = jnp.concatenate([jnp.zeros(1), jnp.cumsum(pmf)])
    L = jnp.concatenate([jnp.zeros(1), jnp.cumsum(pmf * grid)])
    L = L / L[-1]
    return 1 - jnp.sum((F[1:] - F[:-1]) * (L[1:] + L[:-1]))
