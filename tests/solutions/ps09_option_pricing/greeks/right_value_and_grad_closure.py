"""Gamma from a closure, the rest from value_and_grad."""


def greeks(S, K, r, sigma, T):
    _, (delta, rho, vega, dT) = jax.value_and_grad(black_scholes_call, (0, 2, 3, 4))(
        S, K, r, sigma, T
    )
    gamma = jax.grad(jax.grad(lambda s: black_scholes_call(s, K, r, sigma, T)))(S)
    return {"delta": delta, "gamma": gamma, "vega": vega, "theta": -1.0 * dT, "rho": rho}
