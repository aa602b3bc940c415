"""Finds the length of the step by halving it."""


def lasso(X, y, lam, n_iter):
    loss = lambda b: jnp.mean((y - X @ b) ** 2)
    soft = lambda z, t: jnp.clip(jnp.abs(z) - t, 0) * jnp.sign(z)

    def step(state, _):
        b, eta = state
        value, slope = jax.value_and_grad(loss)(b)

        def too_long(eta):
            move = soft(b - eta * slope, eta * lam) - b
            bound = value + slope @ move + move @ move / (2 * eta)
            return loss(b + move) > bound + 1e-12 * (1 + value)

        eta = jax.lax.while_loop(too_long, lambda eta: eta / 2, eta)
        return (soft(b - eta * slope, eta * lam), eta), None

    (b, _), _ = jax.lax.scan(step, (jnp.zeros(X.shape[1]), jnp.array(1000.0)), length=n_iter)
    return b
