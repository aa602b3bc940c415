"""An array of four terabytes.

Told: emory
"""


def double(x):
    return jnp.zeros((10**6, 10**6)) + x
