"""Goes by way of the logarithm.

Fails: test_power_3 test_power_4
Told: logarithm
"""


def power(x, n):
    return jnp.exp(n * jnp.log(x))
