"""All normal numbers at once, the first column scaled to the stationary spread."""


def ar1_paths(key, n_paths, T, rho, sigma):
    z = sigma * jax.random.normal(key, (n_paths, T + 1))
    z = z.at[:, 0].divide(jnp.sqrt(1 - rho**2))
    x = [z[:, 0]]
    for t in range(1, T + 1):
        x.append(rho * x[-1] + z[:, t])
    return jnp.stack(x, axis=1)
