"""Reports the mean probability of acceptance, which estimates the same."""


def random_walk_metropolis(key, log_density, x0, n_steps, step_size):
    k1, k2 = jax.random.split(key)
    z = jax.random.normal(k1, (n_steps, *x0.shape))
    u = jax.random.uniform(k2, (n_steps,))

    def step(x, draws):
        z, u = draws
        y = x + step_size * z
        p = jnp.minimum(1.0, jnp.exp(log_density(y) - log_density(x)))
        x = jnp.where(u < p, y, x)
        return x, (x, p)

    xs, p = jax.lax.scan(step, x0, (z, u))[1]
    return xs, p.mean()
