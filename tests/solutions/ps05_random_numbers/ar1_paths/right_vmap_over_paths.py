"""The life of one path, mapped over a key for each."""


def ar1_paths(key, n_paths, T, rho, sigma):
    def one(key):
        first, rest = jax.random.split(key)
        x0 = jax.random.normal(first) * sigma / jnp.sqrt(1 - rho**2)

        def step(x, k):
            x = rho * x + sigma * jax.random.normal(k)
            return x, x

        path = jax.lax.scan(step, x0, jax.random.split(rest, T))[1]
        return jnp.concatenate([x0[None], path])

    return jax.vmap(one)(jax.random.split(key, n_paths))
