"""Adds lambda to every entry, not to the diagonal.

Fails: test_ridge_path test_ridge_path_2
Told: derivative of the ridge loss
"""


def ridge_path(X, y, lambdas):
    n = X.shape[0]
    return jax.vmap(lambda v: jnp.linalg.solve(X.T @ X / n + v, X.T @ y / n))(lambdas)
