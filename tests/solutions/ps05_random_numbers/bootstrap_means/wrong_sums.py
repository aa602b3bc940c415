"""Sums instead of means.

Fails: test_bootstrap_means test_bootstrap_means_2
Told: expected 24.2
"""


def bootstrap_means(key, x, n_boot):
    n = x.shape[0]
    return x[jax.random.randint(key, (n_boot, n), 0, n)].sum(axis=1)
