"""Stops when x changes by no more than the tolerance; starts from 1."""


@jax.jit
def newton_sqrt(a, tol):
    def step(state):
        x, _ = state
        new = 0.5 * (x + a / x)
        return new, jnp.abs(new - x)

    return jax.lax.while_loop(
        lambda state: state[1] > tol, step, (jnp.float32(1.0), jnp.float32(jnp.inf))
    )[0]
