"""Returns zero at expiry instead of the payoff.

Fails: test_black_scholes_call_3
Told: prices at T = 0 for S = 80, 110, 120
"""


def black_scholes_call(S, K, r, sigma, T):
    years = jnp.where(T > 0, T, 1.0)
    spread = sigma * jnp.sqrt(years)
    d1 = (jnp.log(S / K) + (r + sigma**2 / 2) * years) / spread
    price = S * norm.cdf(d1) - K * jnp.exp(-r * years) * norm.cdf(d1 - spread)
    return jnp.where(T > 0, price, 0.0)
