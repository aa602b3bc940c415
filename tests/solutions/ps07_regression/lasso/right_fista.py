"""Accelerated steps."""


def lasso(X, y, lam, n_iter):
    n, k = X.shape
    G, c = X.T @ X / n, X.T @ y / n
    eta = 1 / (2 * jnp.linalg.eigvalsh(G)[-1])
    soft = lambda z, t: jnp.where(jnp.abs(z) > t, z - t * jnp.sign(z), 0.0)

    def step(state, _):
        b, ahead, t = state
        new = soft(ahead - eta * 2 * (G @ ahead - c), eta * lam)
        t_new = (1 + jnp.sqrt(1 + 4 * t**2)) / 2
        return (new, new + (t - 1) / t_new * (new - b), t_new), None

    start = jnp.zeros(k), jnp.zeros(k), jnp.array(1.0)
    return jax.lax.scan(step, start, None, length=n_iter)[0][0]
