"""Reports capital after the step and puts the first in front."""


def solow_path(k0, params, n):
    def year(k, _):
        k = k + params["s"] * params["z"] * jnp.power(k, params["alpha"]) - params["delta"] * k
        return k, k

    k0 = jnp.asarray(k0, dtype=jnp.float32)
    path = jax.lax.scan(year, k0, None, length=n)[1]
    return jnp.concatenate([k0[None], path])
