"""A Python loop over periods, with the key carried along."""


def ar1_paths(key, n_paths, T, rho, sigma):
    key, subkey = jax.random.split(key)
    x = jax.random.normal(subkey, (n_paths,)) * sigma / (1 - rho**2) ** 0.5
    path = [x]
    for _ in range(T):
        key, subkey = jax.random.split(key)
        x = rho * x + sigma * jax.random.normal(subkey, (n_paths,))
        path.append(x)
    return jnp.stack(path, axis=1)
