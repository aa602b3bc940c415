"""Turns a constant column into ones.

Fails: test_standardize_2
Told: the result is 0
"""


def standardize(x):
    deviation = jnp.std(x, axis=0)
    z = (x - jnp.mean(x, axis=0)) / deviation
    return jnp.where(deviation == 0, 1.0, z)
