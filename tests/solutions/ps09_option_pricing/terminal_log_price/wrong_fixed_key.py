"""Ignores the key that it is given.

Fails: test_terminal_log_price
Told: the same draws whatever the key is
"""


def terminal_log_price(key, params, n, M):
    def step(carry, k):
        s, h = carry
        z1, z2 = jax.random.normal(k, (2, M))
        s = s + params["mu"] + jnp.exp(h) * z1
        h = params["rho"] * h + params["nu"] * z2
        return (s, h), None

    start = (jnp.full(M, jnp.log(params["S0"])), jnp.full(M, params["h0"]))
    return jax.lax.scan(step, start, jax.random.split(jax.random.key(0), n))[0][0]
