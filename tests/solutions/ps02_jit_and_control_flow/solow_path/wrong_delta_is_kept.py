"""Keeps the share delta instead of 1 - delta.

Fails: test_solow_path test_solow_path_2 test_solow_path_4
Told: 0.4 wears out
"""


def solow_path(k0, params, n):
    def year(k, _):
        return params["s"] * params["z"] * k ** params["alpha"] + params["delta"] * k, k

    last, path = jax.lax.scan(year, k0, length=n)
    return jnp.append(path, last)
