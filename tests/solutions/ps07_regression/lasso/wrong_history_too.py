"""Returns the history beside the coefficients.

Fails: test_lasso test_lasso_2 test_lasso_3
Told: is a tuple; expected an array of numbers
"""


def lasso(X, y, lam, n_iter):
    n, k = X.shape
    eta = n / (2 * jnp.linalg.norm(X, ord=2) ** 2)

    def step(b, _):
        z = b + 2 * eta / n * X.T @ (y - X @ b)
        b = jnp.sign(z) * jnp.maximum(jnp.abs(z) - eta * lam, 0.0)
        return b, b

    return jax.lax.scan(step, jnp.zeros(k), length=n_iter)
