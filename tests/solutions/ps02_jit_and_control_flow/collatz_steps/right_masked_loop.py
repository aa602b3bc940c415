"""A fixed number of steps that is large enough for all numbers allowed."""


def collatz_steps(n):
    def step(_, state):
        n, count = state
        going = n > 1
        n = jnp.where(going, jnp.where(n & 1, 3 * n + 1, n >> 1), n)
        return n, count + going

    return jax.lax.fori_loop(0, 400, step, (jnp.asarray(n), jnp.asarray(0)))[1]
