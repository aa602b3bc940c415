"""Starts at zero and throws two thousand periods away."""


def ar1_paths(key, n_paths, T, rho, sigma):
    def step(x, t):
        x = rho * x + sigma * jax.random.normal(jax.random.fold_in(key, t), (n_paths,))
        return x, x

    start, _ = jax.lax.scan(
        lambda x, t: (step(x, t)[0], None), jnp.zeros(n_paths), jnp.arange(2_000)
    )
    later = jax.lax.scan(step, start, jnp.arange(2_000, 2_000 + T))[1]
    return jnp.concatenate([start[None], later]).T
