"""After an odd number comes an even one: takes both steps at once and counts two."""


def collatz_steps(n):
    def step(state):
        n, count = state
        odd = n % 2
        return jnp.where(odd, n + n // 2 + 1, n // 2), count + 1 + odd

    start = (jnp.asarray(n, dtype=jnp.int32), jnp.zeros((), dtype=jnp.int32))
    return jax.lax.while_loop(lambda s: s[0] > 1, step, start)[1]
