"""The put by the formula, the call by parity."""


def black_scholes_call(S, K, r, sigma, T):
    Ts = jnp.where(T > 0, T, 1.0)
    v = sigma * jnp.sqrt(Ts)
    d1 = (jnp.log(S / K) + (r + sigma**2 / 2) * Ts) / v
    put = K * jnp.exp(-r * Ts) * norm.cdf(v - d1) - S * norm.cdf(-d1)
    call = put + S - K * jnp.exp(-r * Ts)
    return jnp.where(T > 0, call, jnp.where(S > K, S - K, 0.0))
