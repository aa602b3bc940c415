"""A key for each sample."""


def bootstrap_means(key, x, n_boot):
    def one(key):
        return jnp.mean(jax.random.choice(key, x, x.shape))

    return jax.vmap(one)(jax.random.split(key, n_boot))
