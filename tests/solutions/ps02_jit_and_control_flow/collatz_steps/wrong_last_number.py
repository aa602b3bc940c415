"""Returns the number at which it arrives.

Fails: test_collatz_steps test_collatz_steps_3
Told: collatz_steps(6) is 1; expected 8
"""


def collatz_steps(n):
    step = lambda n: jnp.where(n % 2 == 0, n // 2, 3 * n + 1)
    return jax.lax.while_loop(lambda n: n > 1, step, n)
