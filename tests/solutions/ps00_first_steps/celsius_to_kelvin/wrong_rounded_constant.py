"""Uses 273 for 273.15.

Fails: test_celsius_to_kelvin test_celsius_to_kelvin_2
Told: is 273; expected 273.15
"""


def celsius_to_kelvin(t):
    return jnp.asarray(t) + 273
