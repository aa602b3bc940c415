"""The pseudo-inverse."""


def ols(X, y):
    return jnp.linalg.pinv(X) @ y
