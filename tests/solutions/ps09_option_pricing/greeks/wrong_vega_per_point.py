"""Vega per percentage point.

Fails: test_greeks test_greeks_2
Told: ['vega'] is 0.375
"""


def greeks(S, K, r, sigma, T):
    delta, rho, vega, time = jax.grad(black_scholes_call, argnums=(0, 2, 3, 4))(S, K, r, sigma, T)
    gamma = jax.grad(jax.grad(black_scholes_call))(S, K, r, sigma, T)
    return {"delta": delta, "gamma": gamma, "vega": vega / 100, "theta": -time, "rho": rho}
