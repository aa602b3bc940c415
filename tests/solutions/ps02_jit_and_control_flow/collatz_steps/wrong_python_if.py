"""A Python if inside of the loop.

Fails: test_collatz_steps test_collatz_steps_2 test_collatz_steps_3
Told: choose with jnp.where
"""


def collatz_steps(n):
    def step(state):
        n, count = state
        if n % 2 == 0:
            return n // 2, count + 1
        return 3 * n + 1, count + 1

    return jax.lax.while_loop(lambda state: state[0] > 1, step, (n, 0))[1]
