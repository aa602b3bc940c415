"""Compiled, with arrays, and returns a list."""


@jax.jit
def update_moments(state, x):
    count = jnp.asarray(state[0]) + 1.0
    mean = (state[1] * state[0] + x) / count
    return [count, mean, state[2] + (x - state[1]) * (x - mean)]
