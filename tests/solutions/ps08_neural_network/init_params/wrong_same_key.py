"""The same key for every layer.

Fails: test_init_params_3
Told: Give each layer a key of its own
"""


def init_params(key, widths):
    return [
        {"W": jnp.sqrt(2 / n) * jax.random.normal(key, (n, m)), "b": jnp.ones(m)}
        for n, m in zip(widths[:-1], widths[1:])
    ]
