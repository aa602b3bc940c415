"""Estimates from two changes in a row how far the rest of the way is, and stops at that."""


@jax.jit
def stationary_by_iteration(P, tol, max_iter):
    def go_on(s):
        _, far, _, n = s
        return (far > tol) & (n < max_iter)

    def step(s):
        m, _, last, n = s
        new = m @ P
        change = jnp.abs(new - m).max()
        rate = jnp.clip(change / last, 0.0, 1 - 1e-9)
        far = jnp.where(n < 2, jnp.inf, change * jnp.maximum(1.0, rate / (1 - rate)))
        return new, far, jnp.maximum(change, 1e-300), n + 1

    m = jnp.zeros(P.shape[0]).at[-1].set(1.0)
    return jax.lax.while_loop(go_on, step, (m, jnp.inf, 1.0, 0))[0]
