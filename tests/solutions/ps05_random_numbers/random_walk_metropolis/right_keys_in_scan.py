"""A key for each step of the scan, split inside."""


def random_walk_metropolis(key, log_density, x0, n_steps, step_size):
    def step(carry, key):
        x, lp = carry
        k1, k2 = jax.random.split(key)
        y = x + step_size * jax.random.normal(k1, x.shape)
        lp_y = log_density(y)
        accept = jnp.log(jax.random.uniform(k2)) < lp_y - lp
        x, lp = jax.tree.map(lambda new, old: jnp.where(accept, new, old), (y, lp_y), (x, lp))
        return (x, lp), (x, accept)

    _, (xs, accepts) = jax.lax.scan(step, (x0, log_density(x0)), jax.random.split(key, n_steps))
    return xs, jnp.mean(accepts)
