"""The key in the carry, lax.cond for the decision, the density at x computed anew."""


def random_walk_metropolis(key, log_density, x0, n_steps, step_size):
    def step(state, _):
        x, key, count = state
        key, propose, decide = jax.random.split(key, 3)
        y = x + step_size * jax.random.normal(propose, jnp.shape(x))
        ratio = jnp.exp(jnp.minimum(0.0, log_density(y) - log_density(x)))
        x, count = jax.lax.cond(
            jax.random.uniform(decide) < ratio, lambda: (y, count + 1), lambda: (x, count)
        )
        return (x, key, count), x

    (_, _, count), samples = jax.lax.scan(step, (x0, key, 0), length=n_steps)
    return samples, count / n_steps
