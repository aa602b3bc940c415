"""A program of a hundred thousand operations."""


def double(x):
    for k in range(100_000):
        x = jnp.sin(x) + k
    return x
