"""A fixed number of steps that is too small for some.

Fails: test_collatz_steps_3
Told: from 77,031 it is 350 steps
"""


def collatz_steps(n):
    def step(state, _):
        n, count = state
        new = jnp.where(n % 2 == 0, n // 2, 3 * n + 1)
        return (jnp.where(n > 1, new, n), count + (n > 1)), None

    return jax.lax.scan(step, (jnp.asarray(n), jnp.asarray(0)), length=200)[0][1]
