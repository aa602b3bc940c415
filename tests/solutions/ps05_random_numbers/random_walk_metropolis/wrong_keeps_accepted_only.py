"""Drops the steps in which nothing was accepted.

Fails: test_random_walk_metropolis test_random_walk_metropolis_3
Told: expected (4000,)
"""


def random_walk_metropolis(key, log_density, x0, n_steps, step_size):
    k1, k2 = jax.random.split(key)
    z = step_size * jax.random.normal(k1, (n_steps,) + x0.shape)
    u = jax.random.uniform(k2, (n_steps,))

    def step(x, draws):
        z, u = draws
        accept = jnp.log(u) < log_density(x + z) - log_density(x)
        x = jnp.where(accept, x + z, x)
        return x, (x, accept)

    _, (xs, accepts) = jax.lax.scan(step, x0, (z, u))
    return xs[accepts], accepts.mean()
