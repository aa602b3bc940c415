"""Carries the logarithm of capital, and the parameters with it."""


def solow_path(k0, params, n):
    def year(carry, _):
        log_k, p = carry
        growth = p["s"] * p["z"] * jnp.exp((p["alpha"] - 1) * log_k) - p["delta"]
        new = log_k + jnp.log1p(growth)
        return (new, p), new

    start = jnp.log(k0)
    _, path = jax.lax.scan(year, (start, params), None, n, unroll=4)
    return jnp.exp(jnp.hstack([start, path]))
