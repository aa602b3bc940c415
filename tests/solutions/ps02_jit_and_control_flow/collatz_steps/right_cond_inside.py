"""A branch for even and odd, compiled."""


@jax.jit
def collatz_steps(n):
    def step(state):
        n, count = state
        n = jax.lax.cond(n % 2 == 0, lambda n: n // 2, lambda n: 3 * n + 1, n)
        return n, count + 1

    return jax.lax.while_loop(lambda state: state[0] != 1, step, (n, jnp.int32(0)))[1]
