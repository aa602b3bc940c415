"""Gradient descent that has not arrived.

Fails: test_ridge_path_2
Told: derivative of the ridge loss
"""


def ridge_path(X, y, lambdas):
    n, k = X.shape

    def one(lam):
        loss = lambda b: jnp.mean((y - X @ b) ** 2) + lam * jnp.sum(b**2)
        step = lambda b, _: (b - 0.02 * jax.grad(loss)(b), None)
        return jax.lax.scan(step, jnp.zeros(k), length=250)[0]

    return jax.vmap(one)(lambdas)
