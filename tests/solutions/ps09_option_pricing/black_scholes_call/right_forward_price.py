"""By the forward price, with erf for the normal distribution."""


def Phi(x):
    return (1 + jax.lax.erf(x / jnp.sqrt(2.0))) / 2


def black_scholes_call(S, K, r, sigma, T):
    S, K, r, sigma, T = jnp.broadcast_arrays(*map(jnp.asarray, (S, K, r, sigma, T)))
    positive = T > 0
    Ts = jnp.where(positive, T, 1.0)
    F = S * jnp.exp(r * Ts)
    v = sigma * jnp.sqrt(Ts)
    d1 = jnp.log(F / K) / v + v / 2
    value = jnp.exp(-r * Ts) * (F * Phi(d1) - K * Phi(d1 - v))
    return jnp.where(positive, value, jnp.maximum(S - K, 0))
