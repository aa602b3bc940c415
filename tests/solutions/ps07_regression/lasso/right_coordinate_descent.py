"""One coefficient at a time, compiled."""


@jax.jit
def lasso(X, y, lam, n_iter):
    n, k = X.shape
    G, c = X.T @ X / n, X.T @ y / n

    def sweep(_, b):
        def update(j, b):
            z = c[j] - G[j] @ b + G[j, j] * b[j]
            return b.at[j].set(jnp.sign(z) * jnp.maximum(jnp.abs(z) - lam / 2, 0) / G[j, j])

        return jax.lax.fori_loop(0, k, update, b)

    return jax.lax.fori_loop(0, n_iter, sweep, jnp.zeros(k))
