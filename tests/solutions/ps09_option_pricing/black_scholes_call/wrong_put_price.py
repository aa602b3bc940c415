"""Prices the put.

Fails: test_black_scholes_call test_black_scholes_call_2 test_black_scholes_call_3
Told: is 5.5735
"""


def black_scholes_call(S, K, r, sigma, T):
    years = jnp.where(T > 0, T, 1.0)
    spread = sigma * jnp.sqrt(years)
    d1 = (jnp.log(S / K) + (r + sigma**2 / 2) * years) / spread
    price = K * jnp.exp(-r * years) * norm.cdf(spread - d1) - S * norm.cdf(-d1)
    return jnp.where(T > 0, price, jnp.maximum(K - S, 0.0))
