"""Scans over the years 0 to n and reports capital before each step."""


def _next_capital(k, s, z, alpha, delta):
    return s * z * k**alpha + (1 - delta) * k


def solow_path(k0, params, n):
    def year(k, t):
        return _next_capital(k, **params), k

    return jax.lax.scan(year, jnp.float32(k0), jnp.arange(n + 1))[1]
