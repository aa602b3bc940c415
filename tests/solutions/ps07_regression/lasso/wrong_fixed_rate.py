"""A step of length 0.1, whatever X is.

Fails: test_lasso_3
Told: the right length of a step depends on X
"""


def lasso(X, y, lam, n_iter):
    n, k = X.shape

    def step(_, b):
        z = b + 0.1 * 2 / n * X.T @ (y - X @ b)
        return jnp.sign(z) * jnp.maximum(jnp.abs(z) - 0.1 * lam, 0.0)

    return jax.lax.fori_loop(0, n_iter, step, jnp.zeros(k))
