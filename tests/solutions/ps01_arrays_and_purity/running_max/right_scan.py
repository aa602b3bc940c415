"""A scan that carries the largest entry so far."""


def running_max(x):
    def step(largest, entry):
        largest = jnp.maximum(largest, entry)
        return largest, largest

    return jax.lax.scan(step, x[0], x)[1]
