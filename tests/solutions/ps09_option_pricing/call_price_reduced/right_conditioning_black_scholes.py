"""Conditions on the volatility and calls the formula of task 1."""


def call_price_reduced(key, params, K, beta, n, M):
    def body(carry, k):
        h, v = carry
        return (
            params["rho"] * h + params["nu"] * jax.random.normal(k, (M,)),
            v + jnp.exp(2 * h),
        ), None

    (_, v), _ = jax.lax.scan(
        body, (jnp.full(M, params["h0"]), jnp.zeros(M)), jax.random.split(key, n)
    )
    forward = params["S0"] * jnp.exp(n * params["mu"] + v / 2)
    x = beta**n * black_scholes_call(forward, K, 0.0, jnp.sqrt(v), 1.0)
    return x.mean(), x.std(ddof=1) / M**0.5
