"""A hard threshold: what survives is not moved.

Fails: test_lasso test_lasso_2 test_lasso_3
Told: moves towards zero by lambda times
"""


def lasso(X, y, lam, n_iter):
    n, k = X.shape
    eta = n / (2 * jnp.linalg.norm(X, ord=2) ** 2)

    def step(_, b):
        z = b + 2 * eta / n * X.T @ (y - X @ b)
        return jnp.where(jnp.abs(z) > eta * lam, z, 0.0)

    return jax.lax.fori_loop(0, n_iter, step, jnp.zeros(k))
