"""Theta with the sign of the derivative in T.

Fails: test_greeks test_greeks_2
Told: ['theta'] is 6.41
"""


def greeks(S, K, r, sigma, T):
    delta, rho, vega, time = jax.grad(black_scholes_call, argnums=(0, 2, 3, 4))(S, K, r, sigma, T)
    gamma = jax.grad(jax.grad(black_scholes_call))(S, K, r, sigma, T)
    return {"delta": delta, "gamma": gamma, "vega": vega, "theta": time, "rho": rho}
