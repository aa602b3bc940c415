"""Asks an array of standard deviations for one truth value.

Fails: test_standardize test_standardize_2 test_standardize_3
Told: truth value of an array
"""


def standardize(x):
    deviation = jnp.std(x, axis=0)
    if deviation == 0:
        return jnp.zeros_like(x)
    return (x - jnp.mean(x, axis=0)) / deviation
