"""Asks for float64, which JAX answers with a warning."""


def celsius_to_kelvin(t):
    return jnp.asarray(t, dtype="float64") + 273.15
