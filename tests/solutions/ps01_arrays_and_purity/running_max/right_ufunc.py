"""NumPy's idiom under JAX's name."""


def running_max(x):
    return jnp.maximum.accumulate(x)
