"""Multiplies with a mask."""


def set_diagonal(A, v):
    off_diagonal = 1.0 - jnp.eye(A.shape[0])
    return A * off_diagonal + jnp.diag(v)
