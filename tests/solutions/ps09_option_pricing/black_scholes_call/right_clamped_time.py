"""Moves an expiry of zero a little into the future."""


def black_scholes_call(S, K, r, sigma, T):
    T = jnp.maximum(T, 1e-10)
    d1 = (jnp.log(S) - jnp.log(K) + r * T) / (sigma * jnp.sqrt(T)) + sigma * jnp.sqrt(T) / 2
    d2 = d1 - sigma * jnp.sqrt(T)
    return S * norm.cdf(d1) - K * jnp.exp(-r * T) * norm.cdf(d2)
