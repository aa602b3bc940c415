"""The truncated normal draws of he_normal.

Fails: test_init_params_2
Told: standard normal, not truncated
"""


def init_params(key, widths):
    keys = jax.random.split(key, len(widths) - 1)
    he = jax.nn.initializers.he_normal()
    return [
        {"W": he(k, (n, m)), "b": jnp.ones(m)} for k, n, m in zip(keys, widths[:-1], widths[1:])
    ]
