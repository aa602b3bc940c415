"""From the joint normal law of a whole path, with covariances s^2 rho^|i - j|."""


def ar1_paths(key, n_paths, T, rho, sigma):
    i = jnp.arange(T + 1)
    cov = sigma**2 / (1 - rho**2) * jnp.asarray(rho, float) ** jnp.abs(i[:, None] - i[None, :])
    return jax.random.multivariate_normal(key, jnp.zeros(T + 1), cov, (n_paths,))
