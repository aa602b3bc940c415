"""fori_loop that writes into an array; the decision by an exponential number."""


def random_walk_metropolis(key, log_density, x0, n_steps, step_size):
    keys = jax.random.split(key, (n_steps, 2))

    def step(i, state):
        x, samples, accepted = state
        y = x + step_size * jax.random.normal(keys[i, 0], x.shape)
        accept = log_density(x) - log_density(y) < jax.random.exponential(keys[i, 1])
        x = jnp.where(accept, y, x)
        return x, samples.at[i].set(x), accepted + accept

    start = x0, jnp.zeros((n_steps,) + x0.shape), jnp.zeros(())
    _, samples, accepted = jax.lax.fori_loop(0, n_steps, step, start)
    return samples, accepted / n_steps
