"""Unsigned integers, which reach twice as far."""


def collatz_steps(n):
    def step(state):
        n, count = state
        half = jax.lax.shift_right_logical(n, jnp.uint32(1))
        return jax.lax.select(n % 2 == 0, half, 3 * n + 1), count + 1

    start = (jnp.asarray(n).astype(jnp.uint32), 0)
    return jax.lax.while_loop(lambda state: state[0] != 1, step, start)[1]
