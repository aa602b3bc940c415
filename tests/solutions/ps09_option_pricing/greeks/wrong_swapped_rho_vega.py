"""Mixes up the order of the arguments: rho for vega.

Fails: test_greeks test_greeks_2
Told: ['vega'] is 53.2
"""


def greeks(S, K, r, sigma, T):
    delta, vega, rho, time = jax.grad(black_scholes_call, argnums=(0, 2, 3, 4))(S, K, r, sigma, T)
    gamma = jax.grad(jax.grad(black_scholes_call))(S, K, r, sigma, T)
    return {"delta": delta, "gamma": gamma, "vega": vega, "theta": -time, "rho": rho}
