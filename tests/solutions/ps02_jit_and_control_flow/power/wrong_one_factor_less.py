"""Counts from 1 as if the first factor were there already.

Fails: test_power test_power_4
Told: Ten factors of 2
"""


def power(x, n):
    return jax.lax.fori_loop(1, n, lambda _, product: product * x, 1.0)
