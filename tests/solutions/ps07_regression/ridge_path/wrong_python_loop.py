"""A Python loop over the penalties.

Fails: test_ridge_path_3
Told: Write it for one penalty
"""


def ridge_path(X, y, lambdas):
    n, k = X.shape
    solve = lambda v: jnp.linalg.solve(X.T @ X / n + v * jnp.eye(k), X.T @ y / n)
    return jnp.stack([solve(lambdas[i]) for i in range(lambdas.shape[0])])
