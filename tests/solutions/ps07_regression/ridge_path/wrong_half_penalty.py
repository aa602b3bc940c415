"""Forgets that both terms have a factor two.

Fails: test_ridge_path test_ridge_path_2
Told: (not its half)
"""


def ridge_path(X, y, lambdas):
    n, k = X.shape
    solve = lambda v: jnp.linalg.solve(2 * X.T @ X / n + v * jnp.eye(k), 2 * X.T @ y / n)
    return jax.vmap(solve)(lambdas)
