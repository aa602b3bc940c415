"""Carries the key through the loop, one key for each shock, compiled."""

from functools import partial


@partial(jax.jit, static_argnames=("n", "M"))
def terminal_log_price(key, params, n, M):
    def body(_, state):
        key, s, h = state
        key, k1, k2 = jax.random.split(key, 3)
        s = s + params["mu"] + jnp.exp(h) * jax.random.normal(k1, (M,))
        h = params["rho"] * h + params["nu"] * jax.random.normal(k2, (M,))
        return key, s, h

    s = jnp.full((M,), jnp.log(params["S0"]))
    h = jnp.full((M,), params["h0"], dtype=jnp.float32)
    return jax.lax.fori_loop(0, n, body, (key, s, h))[1]
