"""Python's while asks a traced value for its truth.

Fails: test_power_2 test_power_3
Told: jax.lax.while_loop
"""


def power(x, n):
    product = 1.0
    while n > 0:
        product, n = product * x, n - 1
    return product
