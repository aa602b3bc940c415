"""Adds instead of multiplying.

Fails: test_power test_power_4
Told: Ten factors of 2
"""


def power(x, n):
    return jax.lax.fori_loop(0, n, lambda _, total: total + x, 0.0)
