"""Cholesky's factors of the normal equations.

Fails: test_ols_3
Told: the square of X's condition number
"""


def ols(X, y):
    factors = jax.scipy.linalg.cho_factor(X.T @ X)
    return jax.scipy.linalg.cho_solve(factors, X.T @ y)
