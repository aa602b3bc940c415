"""Draws from a key and then splits it.

Fails: test_init_params_3
Told: splits it too
"""


def init_params(key, widths):
    params = []
    for n, m in zip(widths[:-1], widths[1:]):
        params.append({"W": jnp.sqrt(2 / n) * jax.random.normal(key, (n, m)), "b": jnp.ones(m)})
        key, _ = jax.random.split(key)
    return params
