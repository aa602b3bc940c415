"""One Newton step from zero, mapped: the loss is quadratic."""


def ridge_path(X, y, lambdas):
    def loss(b, lam):
        return jnp.mean((y - X @ b) ** 2) + lam * b @ b

    def minimum(lam):
        b = jnp.zeros(X.shape[1])
        return -jnp.linalg.solve(jax.hessian(loss)(b, lam), jax.grad(loss)(b, lam))

    return jax.vmap(minimum)(lambdas)
