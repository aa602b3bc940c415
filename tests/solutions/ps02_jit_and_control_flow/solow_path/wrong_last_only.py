"""Returns the capital of the last year alone.

Fails: test_solow_path test_solow_path_2 test_solow_path_4
Told: has shape ()
"""


def solow_path(k0, params, n):
    def year(_, k):
        return params["s"] * params["z"] * k ** params["alpha"] + (1 - params["delta"]) * k

    return jax.lax.fori_loop(0, n, year, k0)
