"""Prices as if volatility never moved.

Fails: test_call_price_reduced test_call_price_reduced_2 test_call_price_reduced_3
Told: the same price as call_price
"""


def call_price_reduced(key, params, K, beta, n, M):
    sd = jnp.exp(params["h0"]) * jnp.sqrt(n)
    forward = params["S0"] * jnp.exp(n * params["mu"] + sd**2 / 2)
    price = beta**n * black_scholes_call(forward, K, 0.0, sd, 1.0)
    return price, 0.0
