"""Scales by the number of outputs.

Fails: test_init_params_2
Told: Here n_in is 4 and n_out is 150
"""


def init_params(key, widths):
    keys = jax.random.split(key, len(widths) - 1)
    return [
        {"W": jnp.sqrt(2 / m) * jax.random.normal(k, (n, m)), "b": jnp.ones(m)}
        for k, n, m in zip(keys, widths[:-1], widths[1:])
    ]
