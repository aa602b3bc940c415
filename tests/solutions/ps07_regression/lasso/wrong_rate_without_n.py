"""Forgets n in the length of the step, which becomes far too short.

Fails: test_lasso_2 test_lasso_3
Told: does their length follow from X
"""


def lasso(X, y, lam, n_iter):
    n, k = X.shape
    eta = 1 / (2 * jnp.linalg.norm(X, ord=2) ** 2)

    def step(_, b):
        z = b + 2 * eta / n * X.T @ (y - X @ b)
        return jnp.sign(z) * jnp.maximum(jnp.abs(z) - eta * lam, 0.0)

    return jax.lax.fori_loop(0, n_iter, step, jnp.zeros(k))
