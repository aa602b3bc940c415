"""A while_loop that stops early once nothing moves any more."""


def newton_minimize(f, x0, n_iter):
    def going(state):
        _, i, moved = state
        return (i < n_iter) & (moved > 1e-6)

    def step(state):
        x, i, _ = state
        move = jnp.linalg.solve(jax.hessian(f)(x), jax.grad(f)(x))
        return x - move, i + 1, jnp.abs(move).max()

    return jax.lax.while_loop(going, step, (x0, 0, jnp.inf))[0]
