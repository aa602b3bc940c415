"""Makes a key of its own.

Fails: test_init_params_3
Told: whatever the key is
"""


def init_params(key, widths):
    params = []
    for k, n, m in zip(jax.random.split(jax.random.key(1234), 9), widths[:-1], widths[1:]):
        params.append({"W": jnp.sqrt(2 / n) * jax.random.normal(k, (n, m)), "b": jnp.ones(m)})
    return params
