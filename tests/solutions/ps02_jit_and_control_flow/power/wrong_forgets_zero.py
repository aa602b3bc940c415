"""Starts from x and multiplies n - 1 times: right but for n = 0.

Fails: test_power_4
Told: Without a factor the product is 1
"""


def power(x, n):
    return jax.lax.fori_loop(0, n - 1, lambda _, product: product * x, x)
