"""A prefix sum of affine maps."""


def ar1_paths(key, n_paths, T, rho, sigma):
    k1, k2 = jax.random.split(key)
    x0 = jax.random.normal(k1, (1, n_paths)) * sigma / jnp.sqrt(1.0 - rho**2)
    b = jnp.concatenate([x0, sigma * jax.random.normal(k2, (T, n_paths))])
    a = jnp.full((T + 1, n_paths), float(rho))

    def compose(f, g):
        return f[0] * g[0], g[0] * f[1] + g[1]

    return jax.lax.associative_scan(compose, (a, b))[1].T
