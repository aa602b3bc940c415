"""Squares while bits of the exponent are left."""


def power(x, n):
    def step(state):
        product, square, n = state
        return jnp.where(n % 2 == 1, product * square, product), square * square, n // 2

    start = (jnp.ones(()), jnp.asarray(x, dtype=jnp.float32), jnp.asarray(n))
    return jax.lax.while_loop(lambda state: state[2] > 0, step, start)[0]
