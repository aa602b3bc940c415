"""Leaves x_0 out of the result.

Fails: test_ar1_paths test_ar1_paths_2
Told: T + 1 columns
"""


def ar1_paths(key, n_paths, T, rho, sigma):
    k1, k2 = jax.random.split(key)
    x0 = sigma / jnp.sqrt(1 - rho**2) * jax.random.normal(k1, (n_paths,))

    def step(x, e):
        x = rho * x + sigma * e
        return x, x

    return jax.lax.scan(step, x0, jax.random.normal(k2, (T, n_paths)))[1].T
