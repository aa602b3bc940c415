"""Divides one side of the normal equations by n.

Fails: test_ols test_ols_2 test_ols_3
Told: orthogonal to every column
"""


def ols(X, y):
    Q, R = jnp.linalg.qr(X)
    return jax.scipy.linalg.solve_triangular(R, Q.T @ y) / X.shape[0]
