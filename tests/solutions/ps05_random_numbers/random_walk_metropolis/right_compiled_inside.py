"""Compiled, with fold_in for each step, and a list for the tuple."""


def random_walk_metropolis(key, log_density, x0, n_steps, step_size):
    @jax.jit
    def chain(key, x0):
        def step(x, i):
            k1, k2 = jax.random.split(jax.random.fold_in(key, i))
            y = x + step_size * jax.random.normal(k1, x.shape, x.dtype)
            accept = jnp.log(jax.random.uniform(k2)) <= log_density(y) - log_density(x)
            return jax.lax.select(jnp.broadcast_to(accept, x.shape), y, x), accept

        def record(x, i):
            x, accept = step(x, i)
            return x, {"x": x, "accept": accept}

        return jax.lax.scan(record, x0, jnp.arange(n_steps))[1]

    out = chain(key, x0)
    return [out["x"], out["accept"].astype(float).mean()]
