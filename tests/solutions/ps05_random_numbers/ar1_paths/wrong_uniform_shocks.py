"""Uniform shocks of the right variance.

Fails: test_ar1_paths_2
Told: They are normal
"""


def ar1_paths(key, n_paths, T, rho, sigma):
    k1, k2 = jax.random.split(key)
    x = sigma / jnp.sqrt(1 - rho**2) * jax.random.normal(k1, (n_paths,))
    path = [x]
    for e in jax.random.uniform(k2, (T, n_paths), minval=-(3**0.5), maxval=3**0.5):
        x = rho * x + sigma * e
        path.append(x)
    return jnp.stack(path, axis=1)
