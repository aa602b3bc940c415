"""Returns the last number as well.

Fails: test_collatz_steps test_collatz_steps_3
Told: is a tuple
"""


def collatz_steps(n):
    step = lambda s: (jnp.where(s[0] % 2 == 0, s[0] // 2, 3 * s[0] + 1), s[1] + 1)
    return jax.lax.while_loop(lambda s: s[0] > 1, step, (n, 0))
