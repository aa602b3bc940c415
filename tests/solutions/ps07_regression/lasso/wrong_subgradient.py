"""Descends a subgradient: no exact zeros.

Fails: test_lasso test_lasso_2 test_lasso_3
Told: it should be zero, exactly
"""


def lasso(X, y, lam, n_iter):
    n, k = X.shape
    eta = n / (2 * jnp.linalg.norm(X, ord=2) ** 2)
    loss = lambda b: jnp.mean((y - X @ b) ** 2) + lam * jnp.sum(jnp.abs(b))
    step = lambda b, _: (b - eta * jax.grad(loss)(b), None)
    return jax.lax.scan(step, jnp.ones(k), length=n_iter)[0]
