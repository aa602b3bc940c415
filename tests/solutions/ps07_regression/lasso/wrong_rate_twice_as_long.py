"""Forgets the factor 2 in L: steps twice as long as allowed.

Fails: test_lasso test_lasso_3
Told: does their length follow from X
"""


def lasso(X, y, lam, n_iter):
    n, k = X.shape
    eta = n / jnp.linalg.norm(X, ord=2) ** 2

    def step(_, b):
        z = b + 2 * eta / n * X.T @ (y - X @ b)
        return jnp.sign(z) * jnp.maximum(jnp.abs(z) - eta * lam, 0.0)

    return jax.lax.fori_loop(0, n_iter, step, jnp.zeros(k))
