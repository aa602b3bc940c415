"""Forgets the capital that is left from last year.

Fails: test_solow_path test_solow_path_2 test_solow_path_4
Told: In the first year 0.4 * 4**0.5
"""


def solow_path(k0, params, n):
    def year(k, _):
        return params["s"] * params["z"] * k ** params["alpha"], k

    last, path = jax.lax.scan(year, k0, length=n)
    return jnp.append(path, last)
