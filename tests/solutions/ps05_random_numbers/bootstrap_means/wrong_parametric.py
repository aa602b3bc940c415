"""Normal draws with the mean and the standard error of the data.

Fails: test_bootstrap_means
Told: made of entries of x
"""


def bootstrap_means(key, x, n_boot):
    return x.mean() + x.std() / jnp.sqrt(x.shape[0]) * jax.random.normal(key, (n_boot,))
