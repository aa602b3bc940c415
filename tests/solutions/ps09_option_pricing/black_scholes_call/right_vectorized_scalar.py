"""A formula for scalars, made to broadcast by jnp.vectorize."""


@jnp.vectorize
def black_scholes_call(S, K, r, sigma, T):
    def alive(_):
        v = sigma * jnp.sqrt(T)
        d1 = (jnp.log(S / K) + (r + sigma**2 / 2) * T) / v
        return (S * norm.cdf(d1) - K * jnp.exp(-r * T) * norm.cdf(d1 - v)).astype(jnp.float32)

    return jax.lax.cond(T > 0, alive, lambda _: jnp.maximum(S - K, 0.0).astype(jnp.float32), None)
