"""Standardizes each row.

Fails: test_standardize test_standardize_2 test_standardize_3
Told: Each column has its own mean
"""


def standardize(x):
    deviation = x.std(axis=1, keepdims=True)
    return (x - x.mean(axis=1, keepdims=True)) / jnp.where(deviation > 0, deviation, 1.0)
