"""lax.map over paths in blocks."""


def terminal_log_price(key, params, n, M):
    def path(k):
        def step(carry, kt):
            s, h = carry
            a, b = jax.random.split(kt)
            s = s + params["mu"] + jnp.exp(h) * jax.random.normal(a)
            return (s, params["rho"] * h + params["nu"] * jax.random.normal(b)), None

        start = (
            jnp.log(jnp.asarray(params["S0"], jnp.float32)),
            jnp.asarray(params["h0"], jnp.float32),
        )
        return jax.lax.scan(step, start, jax.random.split(k, n))[0][0]

    return jax.lax.map(path, jax.random.split(key, M), batch_size=2_000)
