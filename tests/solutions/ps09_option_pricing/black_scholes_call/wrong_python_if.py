"""Decides by a Python if, which an array of expiries cannot answer.

Fails: test_black_scholes_call_2 test_black_scholes_call_3
Told: truth value of an array
"""


def black_scholes_call(S, K, r, sigma, T):
    if T == 0:
        return jnp.maximum(S - K, 0.0)
    d1 = (jnp.log(S / K) + (r + sigma**2 / 2) * T) / (sigma * jnp.sqrt(T))
    d2 = d1 - sigma * jnp.sqrt(T)
    return S * norm.cdf(d1) - K * jnp.exp(-r * T) * norm.cdf(d2)
