"""Divides by zero at expiry.

Fails: test_black_scholes_call_3
Told: the price at T = 0 for S = K is nan
"""


def black_scholes_call(S, K, r, sigma, T):
    d1 = (jnp.log(S / K) + (r + sigma**2 / 2) * T) / (sigma * jnp.sqrt(T))
    d2 = d1 - sigma * jnp.sqrt(T)
    return S * norm.cdf(d1) - K * jnp.exp(-r * T) * norm.cdf(d2)
