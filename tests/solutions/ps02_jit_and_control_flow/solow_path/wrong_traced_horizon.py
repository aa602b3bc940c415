"""Compiles with n as data, which gives the path no length.

Fails: test_solow_path test_solow_path_2 test_solow_path_3 test_solow_path_4
Told: length
"""


@jax.jit
def solow_path(k0, params, n):
    def year(k, _):
        return params["s"] * params["z"] * k ** params["alpha"] + (1 - params["delta"]) * k, k

    last, path = jax.lax.scan(year, k0, length=n)
    return jnp.append(path, last)
