"""Makes Python floats of the parameters, which cuts off their derivatives.

Fails: test_solow_path_3 test_solow_path_4
Told: float()
"""


def solow_path(k0, params, n):
    s, z, alpha, delta = (float(params[name]) for name in ("s", "z", "alpha", "delta"))

    def year(k, _):
        return s * z * k**alpha + (1 - delta) * k, k

    last, path = jax.lax.scan(year, k0, length=n)
    return jnp.append(path, last)
