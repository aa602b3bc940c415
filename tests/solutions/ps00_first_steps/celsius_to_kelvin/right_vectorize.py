"""One number at a time, made to work on arrays by jnp.vectorize."""

celsius_to_kelvin = jnp.vectorize(lambda t: 273.15 + t)
