"""Counts down in a while loop, compiled."""


@jax.jit
def power(x, n):
    def step(state):
        left, product = state
        return left - 1, product * x

    return jax.lax.while_loop(lambda state: state[0] > 0, step, (n, jnp.float32(1.0)))[1]
