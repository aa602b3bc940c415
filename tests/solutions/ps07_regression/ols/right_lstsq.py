"""JAX's own least squares."""


def ols(X, y):
    return jnp.linalg.lstsq(X, y)[0]
