"""Conditions, but forgets that the mean of exp(s) holds half the variance.

Fails: test_call_price_reduced test_call_price_reduced_2
Told: the same price as call_price
"""


def call_price_reduced(key, params, K, beta, n, M):
    h, v = jnp.full(M, params["h0"]), jnp.zeros(M)
    for k in jax.random.split(key, n):
        v = v + jnp.exp(2 * h)
        h = params["rho"] * h + params["nu"] * jax.random.normal(k, (M,))
    forward = params["S0"] * jnp.exp(n * params["mu"])
    x = beta**n * black_scholes_call(forward, K, 0.0, jnp.sqrt(v), 1.0)
    return x.mean(), x.std() / jnp.sqrt(M)
