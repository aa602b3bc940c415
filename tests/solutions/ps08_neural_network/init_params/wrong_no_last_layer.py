"""Leaves the last layer out.

Fails: test_init_params test_init_params_2 test_init_params_3
Told: holds 2 entries; expected a list with a dict for each layer
"""


def init_params(key, widths):
    params = []
    for i in range(len(widths) - 2):
        key, own = jax.random.split(key)
        W = (2 / widths[i]) ** 0.5 * jax.random.normal(own, (widths[i], widths[i + 1]))
        params.append({"W": W, "b": jnp.ones(widths[i + 1])})
    return params
