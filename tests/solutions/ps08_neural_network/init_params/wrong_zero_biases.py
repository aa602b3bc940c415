"""Biases of zero.

Fails: test_init_params
Told: Biases start at one
"""


def init_params(key, widths):
    keys = jax.random.split(key, len(widths) - 1)
    return [
        {"W": jnp.sqrt(2 / n) * jax.random.normal(k, (n, m)), "b": jnp.zeros(m)}
        for k, n, m in zip(keys, widths[:-1], widths[1:])
    ]
