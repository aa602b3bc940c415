"""Always three layers.

Fails: test_init_params test_init_params_2
Told: a dict for each layer, 1 in all
"""


def init_params(key, widths):
    keys = jax.random.split(key, 3)
    sizes = (list(widths) + [1, 1, 1])[:4]
    return [
        {"W": jnp.sqrt(2 / n) * jax.random.normal(k, (n, m)), "b": jnp.ones(m)}
        for k, n, m in zip(keys, sizes[:-1], sizes[1:])
    ]
