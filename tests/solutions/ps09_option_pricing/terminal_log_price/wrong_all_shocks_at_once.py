"""Draws all shocks at once: memory grows with n.

Fails: test_terminal_log_price_2
Told: MB of temporary memory
"""


def terminal_log_price(key, params, n, M):
    Z = jax.random.normal(key, (n, 2, M))

    def step(carry, z):
        s, h = carry
        return (s + params["mu"] + jnp.exp(h) * z[0], params["rho"] * h + params["nu"] * z[1]), None

    start = (jnp.full(M, jnp.log(params["S0"])), jnp.full(M, params["h0"]))
    return jax.lax.scan(step, start, Z)[0][0]
