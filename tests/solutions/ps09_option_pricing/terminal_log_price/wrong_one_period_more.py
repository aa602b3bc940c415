"""Runs one period too many.

Fails: test_terminal_log_price test_terminal_log_price_3
Told: exactly n periods
"""


def terminal_log_price(key, params, n, M):
    def step(carry, k):
        s, h = carry
        z1, z2 = jax.random.normal(k, (2, M))
        s = s + params["mu"] + jnp.exp(h) * z1
        h = params["rho"] * h + params["nu"] * z2
        return (s, h), None

    start = (jnp.full(M, jnp.log(params["S0"])), jnp.full(M, params["h0"]))
    return jax.lax.scan(step, start, jax.random.split(key, n + 1))[0][0]
