"""Shrinks by a factor, as ridge does.

Fails: test_lasso test_lasso_2 test_lasso_3
Told: it should be zero, exactly
"""


def lasso(X, y, lam, n_iter):
    n, k = X.shape
    return jnp.linalg.solve(X.T @ X / n + lam * jnp.eye(k), X.T @ y / n)
