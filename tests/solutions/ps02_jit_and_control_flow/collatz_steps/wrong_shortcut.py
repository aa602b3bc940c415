"""Takes two steps at once from odd numbers and counts one.

Fails: test_collatz_steps test_collatz_steps_3
Told: Count the arrows
"""


def collatz_steps(n):
    step = lambda s: (jnp.where(s[0] % 2 == 0, s[0] // 2, (3 * s[0] + 1) // 2), s[1] + 1)
    return jax.lax.while_loop(lambda s: s[0] > 1, step, (n, 0))[1]
