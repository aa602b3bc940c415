"""jax.random.choice with replacement, all samples at once."""


def bootstrap_means(key, x, n_boot):
    return jax.random.choice(key, x, (n_boot, x.shape[0])).mean(axis=1)
