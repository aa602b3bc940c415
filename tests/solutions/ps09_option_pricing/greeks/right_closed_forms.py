"""By the closed forms."""


def greeks(S, K, r, sigma, T):
    d1 = (jnp.log(S / K) + (r + sigma**2 / 2) * T) / (sigma * jnp.sqrt(T))
    d2 = d1 - sigma * jnp.sqrt(T)
    phi = norm.pdf(d1)
    return {
        "delta": norm.cdf(d1),
        "gamma": phi / (S * sigma * jnp.sqrt(T)),
        "vega": S * phi * jnp.sqrt(T),
        "theta": -S * phi * sigma / (2 * jnp.sqrt(T)) - r * K * jnp.exp(-r * T) * norm.cdf(d2),
        "rho": K * T * jnp.exp(-r * T) * norm.cdf(d2),
    }
