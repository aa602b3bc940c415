"""The loss of a library, with a factor 1/2 on the squared errors.

Fails: test_lasso test_lasso_2 test_lasso_3
Told: without a factor 1/2
"""


def lasso(X, y, lam, n_iter):
    n, k = X.shape
    eta = n / jnp.linalg.norm(X, ord=2) ** 2

    def step(_, b):
        z = b + eta / n * X.T @ (y - X @ b)
        return jnp.sign(z) * jnp.maximum(jnp.abs(z) - eta * lam, 0.0)

    return jax.lax.fori_loop(0, n_iter, step, jnp.zeros(k))
