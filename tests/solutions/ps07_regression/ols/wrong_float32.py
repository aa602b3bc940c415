"""QR in 32 bits.

Fails: test_ols_3
Told: 32 bits hold seven digits
"""


def ols(X, y):
    Q, R = jnp.linalg.qr(X.astype(jnp.float32))
    return jax.scipy.linalg.solve_triangular(R, Q.T @ y.astype(jnp.float32))
