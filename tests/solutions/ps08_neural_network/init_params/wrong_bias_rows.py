"""Biases of shape (1, n_out).

Fails: test_init_params
Told: has shape (1, 128); expected (128,)
"""


def init_params(key, widths):
    keys = jax.random.split(key, len(widths) - 1)
    return [
        {"W": jnp.sqrt(2 / n) * jax.random.normal(k, (n, m)), "b": jnp.ones((1, m))}
        for k, n, m in zip(keys, widths[:-1], widths[1:])
    ]
