"""One sample in each step of a compiled scan."""


def bootstrap_means(key, x, n_boot):
    def step(key, _):
        key, subkey = jax.random.split(key)
        rows = jax.random.categorical(subkey, jnp.zeros(x.shape[0]), shape=x.shape)
        return key, x[rows].mean()

    return jax.lax.scan(step, key, length=n_boot)[1]
