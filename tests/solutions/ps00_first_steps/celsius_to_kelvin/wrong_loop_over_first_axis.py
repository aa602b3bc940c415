"""Loops over a vector and knows no number or matrix.

Fails: test_celsius_to_kelvin test_celsius_to_kelvin_2
Told: TypeError
"""


def celsius_to_kelvin(t):
    return jnp.array([float(x) + 273.15 for x in t])
