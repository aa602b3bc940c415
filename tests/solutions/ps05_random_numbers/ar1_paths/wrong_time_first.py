"""A row for each period.

Fails: test_ar1_paths test_ar1_paths_2
Told: expected (10000, 6)
"""


def ar1_paths(key, n_paths, T, rho, sigma):
    z = sigma * jax.random.normal(key, (T + 1, n_paths))
    x = [z[0] / jnp.sqrt(1 - rho**2)]
    for t in range(1, T + 1):
        x.append(rho * x[-1] + z[t])
    return jnp.stack(x)
