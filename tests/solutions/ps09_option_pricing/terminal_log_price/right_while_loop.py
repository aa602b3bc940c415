"""A while loop; the mean is added at the end."""


def terminal_log_price(key, params, n, M):
    def period(state):
        t, s, h = state
        k1, k2 = jax.random.split(jax.random.fold_in(key, t))
        shock = jnp.exp(h) * jax.random.normal(k1, shape=(M,))
        return (
            t + 1,
            s + shock,
            params["rho"] * h + params["nu"] * jax.random.normal(k2, shape=(M,)),
        )

    start = 0, jnp.zeros(M), jnp.zeros(M) + params["h0"]
    _, s, _ = jax.lax.while_loop(lambda state: state[0] < n, period, start)
    return jnp.log(params["S0"]) + n * params["mu"] + s
