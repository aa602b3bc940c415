"""Carries the density itself, not its logarithm.

Fails: test_random_walk_metropolis_3
Told: zero in float32: compare logarithms
"""


def random_walk_metropolis(key, log_density, x0, n_steps, step_size):
    k1, k2 = jax.random.split(key)
    z = step_size * jax.random.normal(k1, (n_steps,) + x0.shape)
    u = jax.random.uniform(k2, (n_steps,))

    def step(state, draws):
        (x, p), (z, u) = state, draws
        p_new = jnp.exp(log_density(x + z))
        accept = u < p_new / p
        x, p = jnp.where(accept, x + z, x), jnp.where(accept, p_new, p)
        return (x, p), (x, accept)

    _, (xs, accepts) = jax.lax.scan(step, (x0, jnp.exp(log_density(x0))), (z, u))
    return xs, accepts.mean()
