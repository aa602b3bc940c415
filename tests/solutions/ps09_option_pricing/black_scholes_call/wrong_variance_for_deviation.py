"""Uses sigma T for sigma times the root of T.

Fails: test_black_scholes_call test_black_scholes_call_2
Told: square root of T
"""


def black_scholes_call(S, K, r, sigma, T):
    years = jnp.where(T > 0, T, 1.0)
    spread = sigma * years
    d1 = (jnp.log(S / K) + (r + sigma**2 / 2) * years) / spread
    price = S * norm.cdf(d1) - K * jnp.exp(-r * years) * norm.cdf(d1 - spread)
    return jnp.where(T > 0, price, jnp.maximum(S - K, 0.0))
