"""Sum of squared errors in place of the mean.

Fails: test_ridge_path test_ridge_path_2
Told: the mean (not the sum)
"""


def ridge_path(X, y, lambdas):
    solve = lambda v: jnp.linalg.solve(X.T @ X + v * jnp.eye(X.shape[1]), X.T @ y)
    return jax.vmap(solve)(lambdas)
