"""A Python if for n = 0, around the right loop.

Fails: test_power_2 test_power_3
Told: True or False
"""


def power(x, n):
    if n == 0:
        return 1.0
    return jax.lax.fori_loop(0, n, lambda _, product: product * x, 1.0)
