"""Starts from an integer, and a carry keeps its dtype.

Fails: test_power test_power_2 test_power_3 test_power_4
Told: carry
"""


def power(x, n):
    return jax.lax.fori_loop(0, n, lambda _, product: product * x, jnp.ones((), dtype=int))
