"""Theta per day.

Fails: test_greeks test_greeks_2
Told: ['theta'] is -0.0175
"""


def greeks(S, K, r, sigma, T):
    delta, rho, vega, time = jax.grad(black_scholes_call, argnums=(0, 2, 3, 4))(S, K, r, sigma, T)
    gamma = jax.grad(jax.grad(black_scholes_call))(S, K, r, sigma, T)
    return {"delta": delta, "gamma": gamma, "vega": vega, "theta": -time / 365, "rho": rho}
