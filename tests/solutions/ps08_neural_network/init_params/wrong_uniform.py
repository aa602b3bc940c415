"""Uniform weights of the right variance.

Fails: test_init_params_2
Told: They should be standard normal
"""


def init_params(key, widths):
    params = []
    for k, n, m in zip(jax.random.split(key, len(widths) - 1), widths[:-1], widths[1:]):
        end = (6 / n) ** 0.5
        W = jax.random.uniform(k, (n, m), minval=-end, maxval=end)
        params.append({"W": W, "b": jnp.ones(m)})
    return params
