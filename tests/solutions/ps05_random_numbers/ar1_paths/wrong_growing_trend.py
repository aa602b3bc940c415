"""Forgets the persistence: a random walk after a stationary start.

Fails: test_ar1_paths test_ar1_paths_2
Told: the same spread in all periods
"""


def ar1_paths(key, n_paths, T, rho, sigma):
    k1, k2 = jax.random.split(key)
    x0 = sigma / jnp.sqrt(1 - rho**2) * jax.random.normal(k1, (n_paths, 1))
    steps = sigma * jax.random.normal(k2, (n_paths, T))
    return jnp.concatenate([x0, x0 + jnp.cumsum(steps, axis=1)], axis=1)
