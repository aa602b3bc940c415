"""Takes the logarithm to base ten.

Fails: test_black_scholes_call test_black_scholes_call_2 test_black_scholes_call_3
Told: expected 4.759422
"""


def black_scholes_call(S, K, r, sigma, T):
    years = jnp.where(T > 0, T, 1.0)
    spread = sigma * jnp.sqrt(years)
    d1 = (jnp.log10(S / K) + (r + sigma**2 / 2) * years) / spread
    price = S * norm.cdf(d1) - K * jnp.exp(-r * years) * norm.cdf(d1 - spread)
    return jnp.where(T > 0, price, jnp.maximum(S - K, 0.0))
