"""Adds a number to every standard deviation, which is not small for all of them.

Fails: test_standardize_3
Told: changes small ones
"""


def standardize(x):
    return (x - jnp.mean(x, axis=0)) / (jnp.std(x, axis=0) + 1e-5)
