"""Starts from x and multiplies n times.

Fails: test_power test_power_4
Told: Ten factors of 2
"""


def power(x, n):
    return jax.lax.fori_loop(0, n, lambda _, product: product * x, x)
