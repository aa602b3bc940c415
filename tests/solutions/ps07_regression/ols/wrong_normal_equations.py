"""The normal equations.

Fails: test_ols_3
Told: the square of X's condition number
"""


def ols(X, y):
    return jnp.linalg.solve(X.T @ X, X.T @ y)
