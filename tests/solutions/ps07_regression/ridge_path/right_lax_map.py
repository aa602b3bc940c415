"""lax.map over the penalties, with Cholesky."""


def ridge_path(X, y, lambdas):
    G, c = X.T @ X / len(y), X.T @ y / len(y)

    def one(lam):
        L = jax.scipy.linalg.cho_factor(G + lam * jnp.eye(len(c)))
        return jax.scipy.linalg.cho_solve(L, c)

    return jax.lax.map(one, lambdas)
