"""The same key in every step.

Fails: test_random_walk_metropolis test_random_walk_metropolis_2 test_random_walk_metropolis_3 test_random_walk_metropolis_4
Told: of the steps with step_size = 0.5
"""


def random_walk_metropolis(key, log_density, x0, n_steps, step_size):
    k1, k2 = jax.random.split(key)

    def step(x, _):
        y = x + step_size * jax.random.normal(k1, x.shape)
        accept = jnp.log(jax.random.uniform(k2)) < log_density(y) - log_density(x)
        x = jnp.where(accept, y, x)
        return x, (x, accept)

    _, (xs, accepts) = jax.lax.scan(step, x0, length=n_steps)
    return xs, accepts.mean()
