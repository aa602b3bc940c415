"""Splits the key, and draws from it all the same.

Fails: test_ar1_paths_3
Told: or to split it and go on with the parts
"""


def ar1_paths(key, n_paths, T, rho, sigma):
    _, subkey = jax.random.split(key)
    x = sigma / jnp.sqrt(1 - rho**2) * jax.random.normal(key, (n_paths,))
    path = [x]
    for e in sigma * jax.random.normal(subkey, (T, n_paths)):
        x = rho * x + e
        path.append(x)
    return jnp.stack(path, axis=1)
