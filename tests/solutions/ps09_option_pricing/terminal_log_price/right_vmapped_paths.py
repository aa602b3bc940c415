"""One path, mapped over keys."""


def terminal_log_price(key, params, n, M):
    def path(key):
        def step(state, k):
            s, h = state
            z = jax.random.normal(k, (2,))
            return (
                s + params["mu"] + jnp.exp(h) * z[0],
                params["rho"] * h + params["nu"] * z[1],
            ), None

        start = (jnp.log(jnp.float32(params["S0"])), jnp.float32(params["h0"]))

        def body(t, state):
            return step(state, jax.random.fold_in(key, t))[0]

        return jax.lax.fori_loop(0, n, body, start)[0]

    return jax.vmap(path)(jax.random.split(key, M))
