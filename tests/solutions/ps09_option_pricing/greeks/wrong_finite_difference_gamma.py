"""Gamma by finite differences, which float32 cannot carry.

Fails: test_greeks test_greeks_2
Told: ['gamma'] is
"""


def greeks(S, K, r, sigma, T):
    delta, rho, vega, time = jax.grad(black_scholes_call, argnums=(0, 2, 3, 4))(S, K, r, sigma, T)
    price, h = lambda s: black_scholes_call(s, K, r, sigma, T), 1e-2
    gamma = (price(S + h) - 2 * price(S) + price(S - h)) / h**2
    return {"delta": delta, "gamma": gamma, "vega": vega, "theta": -time, "rho": rho}
