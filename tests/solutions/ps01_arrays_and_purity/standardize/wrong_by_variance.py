"""Divides by the variance.

Fails: test_standardize test_standardize_3
Told: its own standard deviation
"""


def standardize(x):
    variance = jnp.var(x, axis=0)
    return (x - jnp.mean(x, axis=0)) / jnp.where(variance > 0, variance, 1.0)
