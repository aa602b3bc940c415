"""Every number made an array, the power by jnp.power."""


def steady_state(params):
    p = {name: jnp.asarray(value, dtype=jnp.float64) for name, value in params.items()}
    base = jnp.divide(p["alpha"] * p["z"] * p["beta"], 1.0 - p["beta"] + p["beta"] * p["delta"])
    return jnp.power(base, 1.0 / (1.0 - p["alpha"]))
