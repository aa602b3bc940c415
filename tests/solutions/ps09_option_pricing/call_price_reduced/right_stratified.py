"""Stratified terminal shocks, given the volatility."""


def call_price_reduced(key, params, K, beta, n, M):
    k1, k2 = jax.random.split(key)
    h, v = jnp.full(M, params["h0"]), jnp.zeros(M)
    for k in jax.random.split(k1, n):
        v = v + jnp.exp(2 * h)
        h = params["rho"] * h + params["nu"] * jax.random.normal(k, (M,))
    u = (jnp.arange(M) // 2 + jax.random.uniform(k2, (M,))) / (M // 2)
    z = norm.ppf(jnp.clip(u, 1e-6, 1 - 1e-6))
    x = beta**n * jnp.maximum(params["S0"] * jnp.exp(n * params["mu"] + jnp.sqrt(v) * z) - K, 0.0)
    pairs = x.reshape(-1, 2)
    return x.mean(), jnp.sqrt(jnp.mean(pairs.var(axis=1, ddof=1)) / M)
