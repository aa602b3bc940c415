"""The same shock in each period.

Fails: test_ar1_paths test_ar1_paths_2 test_ar1_paths_3
Told: shocks of its own
"""


def ar1_paths(key, n_paths, T, rho, sigma):
    start, shock = jax.random.split(key)
    x = sigma / jnp.sqrt(1 - rho**2) * jax.random.normal(start, (n_paths,))
    path = [x]
    for _ in range(T):
        x = rho * x + sigma * jax.random.normal(shock, (n_paths,))
        path.append(x)
    return jnp.stack(path, axis=1)
