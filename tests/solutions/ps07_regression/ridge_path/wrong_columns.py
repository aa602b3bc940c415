"""A column for each penalty.

Fails: test_ridge_path test_ridge_path_2
Told: has shape (2, 3); expected (3, 2)
"""


def ridge_path(X, y, lambdas):
    n, k = X.shape
    solve = lambda v: jnp.linalg.solve(X.T @ X / n + v * jnp.eye(k), X.T @ y / n)
    return jax.vmap(solve, out_axes=1)(lambdas)
