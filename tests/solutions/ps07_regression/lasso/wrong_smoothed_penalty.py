"""Rounds the kink off: nothing is exactly zero.

Fails: test_lasso test_lasso_2 test_lasso_3
Told: it should be zero, exactly
"""


def lasso(X, y, lam, n_iter):
    n, k = X.shape
    loss = lambda b: jnp.mean((y - X @ b) ** 2) + lam * jnp.sum(jnp.sqrt(b**2 + 1e-4))
    eta = 1 / (2 * jnp.linalg.norm(X, ord=2) ** 2 / n + lam / 1e-2)
    step = lambda b, _: (b - eta * jax.grad(loss)(b), None)
    return jax.lax.scan(step, jnp.zeros(k), length=n_iter)[0]
