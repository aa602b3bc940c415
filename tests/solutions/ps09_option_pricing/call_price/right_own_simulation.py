"""Simulates by itself; the standard error with M - 1."""


def call_price(key, params, K, beta, n, M):
    s, h = jnp.full(M, jnp.log(params["S0"])), jnp.full(M, params["h0"])
    for k in jax.random.split(key, n):
        z = jax.random.normal(k, (2, M))
        s, h = s + params["mu"] + jnp.exp(h) * z[0], params["rho"] * h + params["nu"] * z[1]
    x = jax.nn.relu(jnp.exp(s) - K)
    return beta**n * x.mean(), beta**n * x.std(ddof=1) / M**0.5
