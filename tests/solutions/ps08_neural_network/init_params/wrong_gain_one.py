"""Variance 1 / n_in, which is for tanh.

Fails: test_init_params_2
Told: divided by sqrt(2 / 4)
"""


def init_params(key, widths):
    keys = jax.random.split(key, len(widths) - 1)
    return [
        {"W": jax.random.normal(k, (n, m)) / jnp.sqrt(n), "b": jnp.ones(m)}
        for k, n, m in zip(keys, widths[:-1], widths[1:])
    ]
