"""Compiled, with n and M static."""

from functools import partial


@partial(jax.jit, static_argnames=["n", "M"])
def call_price(key, params, K, beta, n, M):
    S = jnp.exp(terminal_log_price(key, params, n, M))
    pv = jnp.exp(n * jnp.log(beta)) * jnp.where(S > K, S - K, 0.0)
    return pv.mean(), jnp.sqrt(jnp.var(pv) / M)
