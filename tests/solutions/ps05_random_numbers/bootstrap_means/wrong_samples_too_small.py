"""Samples of half the length.

Fails: test_bootstrap_means test_bootstrap_means_2
Told: as long as x
"""


def bootstrap_means(key, x, n_boot):
    n = x.shape[0]
    return x[jax.random.randint(key, (n_boot, n // 2), 0, n)].mean(axis=1)
