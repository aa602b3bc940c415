"""Declares the exponent static: one compilation for each.

Fails: test_power_2 test_power_3
Told: Here n is data
"""

from functools import partial


@partial(jax.jit, static_argnums=1)
def power(x, n):
    product = jnp.ones(())
    for _ in range(n):
        product = product * x
    return product
