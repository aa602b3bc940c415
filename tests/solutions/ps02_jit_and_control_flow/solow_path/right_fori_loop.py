"""Fills an array in a loop with known bounds, compiled."""

from functools import partial


@partial(jax.jit, static_argnames="n")
def solow_path(k0, params, n):
    s, z, alpha, delta = (params[name] for name in ("s", "z", "alpha", "delta"))

    def year(t, path):
        k = path[t]
        return path.at[t + 1].set(s * z * k**alpha + (1 - delta) * k)

    return jax.lax.fori_loop(0, n, year, jnp.zeros(n + 1).at[0].set(k0))
