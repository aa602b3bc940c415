"""Does not penalise the first coefficient, as if it were a constant.

Fails: test_ridge_path test_ridge_path_2
Told: derivative of the ridge loss
"""


def ridge_path(X, y, lambdas):
    n, k = X.shape
    D = jnp.eye(k).at[0, 0].set(0.0)
    return jax.vmap(lambda v: jnp.linalg.solve(X.T @ X / n + v * D, X.T @ y / n))(lambdas)
