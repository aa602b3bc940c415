"""One dict for all layers.

Fails: test_init_params test_init_params_2 test_init_params_3
Told: a dict for each layer, 3 in all
"""


def init_params(key, widths):
    params = {}
    for i, k in enumerate(jax.random.split(key, len(widths) - 1)):
        params[f"W{i}"] = (2 / widths[i]) ** 0.5 * jax.random.normal(k, widths[i : i + 2])
        params[f"b{i}"] = jnp.ones(widths[i + 1])
    return params
