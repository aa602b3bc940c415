"""A scan over split keys."""


def terminal_log_price(key, params, n, M):
    mu, rho, nu = params["mu"], params["rho"], params["nu"]

    def step(carry, k):
        s, h = carry
        z1, z2 = jax.random.normal(k, (2, M))
        return (s + mu + jnp.exp(h) * z1, rho * h + nu * z2), None

    s0 = jnp.log(params["S0"]) * jnp.ones(M)
    (s, _), _ = jax.lax.scan(step, (s0, jnp.ones(M) * params["h0"]), jax.random.split(key, n))
    return s
