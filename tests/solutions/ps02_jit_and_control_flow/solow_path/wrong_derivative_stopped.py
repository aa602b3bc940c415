"""Stops the derivative at each year's capital.

Fails: test_solow_path_4
Told: stop_gradient cut it off
"""


def solow_path(k0, params, n):
    def year(k, _):
        k = jax.lax.stop_gradient(k)
        return params["s"] * params["z"] * k ** params["alpha"] + (1 - params["delta"]) * k, k

    last, path = jax.lax.scan(year, k0, length=n)
    return jnp.append(path, last)
