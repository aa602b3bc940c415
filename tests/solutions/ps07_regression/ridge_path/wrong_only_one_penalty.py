"""Takes the mean of the penalties.

Fails: test_ridge_path test_ridge_path_2
Told: has shape (2,); expected (3, 2)
"""


def ridge_path(X, y, lambdas):
    n, k = X.shape
    return jnp.linalg.solve(X.T @ X / n + lambdas.mean() * jnp.eye(k), X.T @ y / n)
