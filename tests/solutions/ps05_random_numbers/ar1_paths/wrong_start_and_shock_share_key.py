"""The same key draws x_0 and the shocks.

Fails: test_ar1_paths test_ar1_paths_2 test_ar1_paths_3
Told: Is the same key used for both?
"""


def ar1_paths(key, n_paths, T, rho, sigma):
    x0 = sigma / jnp.sqrt(1 - rho**2) * jax.random.normal(key, (n_paths,))
    shocks = sigma * jax.random.normal(key, (n_paths,))
    x, path = x0, [x0]
    for t in range(T):
        x = rho * x + shocks
        path.append(x)
        shocks = sigma * jax.random.normal(jax.random.fold_in(key, t), (n_paths,))
    return jnp.stack(path, axis=1)
