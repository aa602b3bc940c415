"""Computes with floats, which cannot hold every large number.

Fails: test_collatz_steps_3
Told: Compute with integers
"""


def collatz_steps(n):
    def step(state):
        n, count = state
        return jnp.where(n % 2 == 0, n / 2, 3 * n + 1), count + 1

    def go_on(state):
        return (state[0] > 1) & (state[1] < 2_000)

    return jax.lax.while_loop(go_on, step, (jnp.asarray(n, dtype=float), 0))[1]
