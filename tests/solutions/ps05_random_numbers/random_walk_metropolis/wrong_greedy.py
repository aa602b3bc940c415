"""Moves uphill only.

Fails: test_random_walk_metropolis test_random_walk_metropolis_3
Told: the standard deviation of a standard normal chain
"""


def random_walk_metropolis(key, log_density, x0, n_steps, step_size):
    z = step_size * jax.random.normal(key, (n_steps,) + x0.shape)

    def step(x, z):
        accept = log_density(x + z) >= log_density(x)
        x = jnp.where(accept, x + z, x)
        return x, (x, accept)

    _, (xs, accepts) = jax.lax.scan(step, x0, z)
    return xs, accepts.mean()
