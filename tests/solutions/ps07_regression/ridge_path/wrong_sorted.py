"""Sorts the penalties first.

Fails: test_ridge_path_2
Told: derivative of the ridge loss
"""


def ridge_path(X, y, lambdas):
    n, k = X.shape
    solve = lambda v: jnp.linalg.solve(X.T @ X / n + v * jnp.eye(k), X.T @ y / n)
    return jax.vmap(solve)(jnp.sort(lambdas))
