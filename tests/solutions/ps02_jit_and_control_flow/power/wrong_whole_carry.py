"""Returns the carry of the loop, counter included.

Fails: test_power test_power_4
Told: power(2.0, 10) is a tuple
"""


def power(x, n):
    return jax.lax.while_loop(
        lambda s: s[1] > 0, lambda s: (s[0] * x, s[1] - 1), (jnp.float32(1.0), n)
    )
