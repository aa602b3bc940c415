"""Returns a flat vector, whatever the shape.

Fails: test_celsius_to_kelvin test_celsius_to_kelvin_2
Told: has shape (1,); expected ()
"""


def celsius_to_kelvin(t):
    return jnp.ravel(t) + 273.15
