"""A step of length 0.01: slow, and still too long in other units.

Fails: test_lasso_3
Told: does their length follow from X
"""


def lasso(X, y, lam, n_iter):
    loss = lambda b: jnp.mean((y - X @ b) ** 2)

    def step(b, _):
        z = b - 0.01 * jax.grad(loss)(b)
        return jnp.sign(z) * jnp.maximum(jnp.abs(z) - 0.01 * lam, 0.0), None

    return jax.lax.scan(step, jnp.zeros(X.shape[1]), length=n_iter)[0]
