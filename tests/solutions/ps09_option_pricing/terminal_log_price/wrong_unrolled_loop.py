"""A Python loop, which jit unrolls.

Fails: test_terminal_log_price_2
Told: one period at a time
"""


def terminal_log_price(key, params, n, M):
    s, h = jnp.full(M, jnp.log(params["S0"])), jnp.full(M, params["h0"])
    for _ in range(n):
        key, subkey = jax.random.split(key)
        Z = jax.random.normal(subkey, (2, M))
        s = s + params["mu"] + jnp.exp(h) * Z[0]
        h = params["rho"] * h + params["nu"] * Z[1]
    return s
