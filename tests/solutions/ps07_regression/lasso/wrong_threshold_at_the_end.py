"""Thresholds the least-squares fit, once.

Fails: test_lasso_2 test_lasso_3
Told: At the minimum the penalty rises as fast
"""


def lasso(X, y, lam, n_iter):
    b = jnp.linalg.lstsq(X, y)[0]
    return jnp.sign(b) * jnp.maximum(jnp.abs(b) - lam / 2, 0.0)
