"""Makes an array of n factors, whose length is unknown while JAX traces.

Fails: test_power_2 test_power_3
Told: Here n is data
"""


def power(x, n):
    return jnp.prod(jnp.full(n, x))
