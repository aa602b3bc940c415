"""Splits the key in every step and goes on drawing from the parent.

Fails: test_random_walk_metropolis_4
Told: need a key of their own, in every step
"""


def random_walk_metropolis(key, log_density, x0, n_steps, step_size):
    def step(state, _):
        x, key = state
        key_next, decide = jax.random.split(key)
        y = x + step_size * jax.random.normal(key, x.shape)
        accept = jnp.log(jax.random.uniform(decide)) < log_density(y) - log_density(x)
        x = jnp.where(accept, y, x)
        return (x, key_next), (x, accept)

    _, (xs, accepts) = jax.lax.scan(step, (x0, key), length=n_steps)
    return xs, accepts.mean()
