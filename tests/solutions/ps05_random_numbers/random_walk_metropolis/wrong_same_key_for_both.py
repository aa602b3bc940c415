"""One key for the proposal and the decision.

Fails: test_random_walk_metropolis test_random_walk_metropolis_3 test_random_walk_metropolis_4
Told: The proposal and the decision each need a key of their own
"""


def random_walk_metropolis(key, log_density, x0, n_steps, step_size):
    def step(x, key):
        y = x + step_size * jax.random.normal(key, x.shape)
        accept = jnp.log(jax.random.uniform(key)) < log_density(y) - log_density(x)
        x = jnp.where(accept, y, x)
        return x, (x, accept)

    _, (xs, accepts) = jax.lax.scan(step, x0, jax.random.split(key, n_steps))
    return xs, accepts.mean()
