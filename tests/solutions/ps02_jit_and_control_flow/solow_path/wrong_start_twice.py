"""Reports capital before each step, and puts the first in front all the same.

Fails: test_solow_path test_solow_path_2 test_solow_path_4
Told: with k0 itself, to year 3
"""


def solow_path(k0, params, n):
    def year(k, _):
        return params["s"] * params["z"] * k ** params["alpha"] + (1 - params["delta"]) * k, k

    path = jax.lax.scan(year, k0, length=n)[1]
    return jnp.concatenate([jnp.array([k0]), path])
