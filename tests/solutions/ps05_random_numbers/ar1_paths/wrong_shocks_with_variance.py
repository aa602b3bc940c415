"""sigma squared times the shocks.

Fails: test_ar1_paths test_ar1_paths_2
Told: standard deviation sigma
"""


def ar1_paths(key, n_paths, T, rho, sigma):
    k1, k2 = jax.random.split(key)
    x0 = sigma / jnp.sqrt(1 - rho**2) * jax.random.normal(k1, (n_paths,))
    shocks = sigma**2 * jax.random.normal(k2, (T, n_paths))

    def step(x, e):
        x = rho * x + e
        return x, x

    return jnp.vstack([x0, jax.lax.scan(step, x0, shocks)[1]]).T
