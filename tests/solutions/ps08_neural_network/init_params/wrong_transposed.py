"""Weights of shape (n_out, n_in).

Fails: test_init_params test_init_params_2 test_init_params_3
Told: has shape (128, 1); expected (1, 128)
"""


def init_params(key, widths):
    keys = jax.random.split(key, len(widths) - 1)
    return [
        {"W": jnp.sqrt(2 / n) * jax.random.normal(k, (m, n)), "b": jnp.ones(m)}
        for k, n, m in zip(keys, widths[:-1], widths[1:])
    ]
