"""The alternating direction method of multipliers; the copy that was thresholded is returned."""


def lasso(X, y, lam, n_iter):
    n, k = X.shape
    H, c = 2 * X.T @ X / n, 2 * X.T @ y / n
    rho = jnp.trace(H) / k
    factor = jax.scipy.linalg.cho_factor(H + rho * jnp.eye(k))

    def step(_, state):
        z, u = state
        x = jax.scipy.linalg.cho_solve(factor, c + rho * (z - u))
        new = x + u
        z = jnp.sign(new) * jnp.maximum(jnp.abs(new) - lam / rho, 0.0)
        return z, u + x - z

    return jax.lax.fori_loop(0, n_iter, step, (jnp.zeros(k), jnp.zeros(k)))[0]
