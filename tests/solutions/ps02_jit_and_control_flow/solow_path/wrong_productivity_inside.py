"""Takes productivity to the power of alpha as well, which shows only where z is not 1.

Fails: test_solow_path_2 test_solow_path_4
Told: Capital that starts at its steady state stays there
"""


def solow_path(k0, params, n):
    def year(k, _):
        return params["s"] * (params["z"] * k) ** params["alpha"] + (1 - params["delta"]) * k, k

    last, path = jax.lax.scan(year, k0, length=n)
    return jnp.append(path, last)
