"""Divides with /: JAX makes a float of a Python integer, and refuses an integer array.

Fails: test_collatz_steps_2 test_collatz_steps_3
Told: Compute with integers
"""


def collatz_steps(n):
    step = lambda s: (jnp.where(s[0] % 2 == 0, s[0] / 2, 3 * s[0] + 1), s[1] + 1)
    return jax.lax.while_loop(lambda s: s[0] > 1, step, (jnp.asarray(n), 0))[1]
