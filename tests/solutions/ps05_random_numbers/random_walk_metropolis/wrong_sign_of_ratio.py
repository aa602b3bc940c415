"""The ratio upside down.

Fails: test_random_walk_metropolis test_random_walk_metropolis_3
Told: log u < log_density(y) - log_density(x)
"""


def random_walk_metropolis(key, log_density, x0, n_steps, step_size):
    k1, k2 = jax.random.split(key)
    z = step_size * jax.random.normal(k1, (n_steps,) + x0.shape)
    u = jax.random.uniform(k2, (n_steps,))

    def step(x, draws):
        z, u = draws
        accept = jnp.log(u) < log_density(x) - log_density(x + z)
        x = jnp.where(accept, x + z, x)
        return x, (x, accept)

    _, (xs, accepts) = jax.lax.scan(step, x0, (z, u))
    return xs, accepts.mean()
