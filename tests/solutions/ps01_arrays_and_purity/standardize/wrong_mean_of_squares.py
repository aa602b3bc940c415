"""Variance as the mean of the squares minus the square of the mean.

Fails: test_standardize_3
Told: Subtract the mean first
"""


def standardize(x):
    mean = x.mean(axis=0)
    variance = (x**2).mean(axis=0) - mean**2
    deviation = jnp.sqrt(jnp.maximum(variance, 0.0))
    return jnp.where(deviation > 0, (x - mean) / deviation, 0.0)
