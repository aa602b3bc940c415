"""Takes one step and returns.

Fails: test_lasso_2 test_lasso_3
Told: Are there enough steps
"""


def lasso(X, y, lam, n_iter):
    n, k = X.shape
    eta = n / (2 * jnp.linalg.norm(X, ord=2) ** 2)
    for _ in range(n_iter):
        z = jnp.zeros(k) + 2 * eta / n * X.T @ y
        return jnp.sign(z) * jnp.maximum(jnp.abs(z) - eta * lam, 0.0)
