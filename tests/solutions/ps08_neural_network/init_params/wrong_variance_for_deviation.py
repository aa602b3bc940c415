"""Multiplies by the variance, not by its root.

Fails: test_init_params_2
Told: a standard deviation is the root of a variance
"""


def init_params(key, widths):
    keys = jax.random.split(key, len(widths) - 1)
    return [
        {"W": 2 / n * jax.random.normal(k, (n, m)), "b": jnp.ones(m)}
        for k, n, m in zip(keys, widths[:-1], widths[1:])
    ]
