"""Pairs in place of dicts.

Fails: test_init_params test_init_params_2 test_init_params_3
Told: expected a dict with the keys "W" and "b"
"""


def init_params(key, widths):
    keys = jax.random.split(key, len(widths) - 1)
    return [
        (jnp.sqrt(2 / n) * jax.random.normal(k, (n, m)), jnp.ones(m))
        for k, n, m in zip(keys, widths[:-1], widths[1:])
    ]
