"""Returns a tuple instead of a dict.

Fails: test_greeks test_greeks_2
Told: is a tuple; expected a dict
"""


def greeks(S, K, r, sigma, T):
    delta, rho, vega, time = jax.grad(black_scholes_call, argnums=(0, 2, 3, 4))(S, K, r, sigma, T)
    gamma = jax.grad(jax.grad(black_scholes_call))(S, K, r, sigma, T)
    return delta, gamma, vega, -time, rho
