"""Leaves gamma out.

Fails: test_greeks test_greeks_2
Told: expected ['delta', 'gamma'
"""


def greeks(S, K, r, sigma, T):
    delta, rho, vega, time = jax.grad(black_scholes_call, argnums=(0, 2, 3, 4))(S, K, r, sigma, T)
    gamma = jax.grad(jax.grad(black_scholes_call))(S, K, r, sigma, T)
    return {"delta": delta, "vega": vega, "theta": -time, "rho": rho}
