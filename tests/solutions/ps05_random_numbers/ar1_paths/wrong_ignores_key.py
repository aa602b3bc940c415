"""A seed of its own.

Fails: test_ar1_paths_3
Told: take all randomness from the key that is passed
"""


def ar1_paths(key, n_paths, T, rho, sigma):
    k1, k2 = jax.random.split(jax.random.key(42))
    x = sigma / jnp.sqrt(1 - rho**2) * jax.random.normal(k1, (n_paths,))
    path = [x]
    for e in sigma * jax.random.normal(k2, (T, n_paths)):
        x = rho * x + e
        path.append(x)
    return jnp.stack(path, axis=1)
