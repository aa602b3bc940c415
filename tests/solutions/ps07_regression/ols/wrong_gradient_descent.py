"""A thousand steps downhill.

Fails: test_ols_3
Told: condition number
"""


def ols(X, y):
    rate = 1 / jnp.linalg.norm(X, ord=2) ** 2
    step = lambda _, b: b + rate * X.T @ (y - X @ b)
    return jax.lax.fori_loop(0, 1_000, step, jnp.zeros(X.shape[1]))
