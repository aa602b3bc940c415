"""A loop of 64 steps, of which the first n count.

Fails: test_power_4
Told: n may be of any size
"""


def power(x, n):
    return jax.lax.fori_loop(0, 64, lambda i, product: jnp.where(i < n, product * x, product), 1.0)
