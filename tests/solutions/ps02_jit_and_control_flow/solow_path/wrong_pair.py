"""Returns the pair that scan returns.

Fails: test_solow_path test_solow_path_2 test_solow_path_4
Told: is a tuple
"""


def solow_path(k0, params, n):
    def year(k, _):
        return params["s"] * params["z"] * k ** params["alpha"] + (1 - params["delta"]) * k, k

    return jax.lax.scan(year, k0, length=n + 1)
