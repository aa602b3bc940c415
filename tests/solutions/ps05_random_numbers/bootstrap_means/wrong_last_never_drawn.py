"""Thinks that randint includes its upper end.

Fails: test_bootstrap_means test_bootstrap_means_2
Told: with probability 1/25
"""


def bootstrap_means(key, x, n_boot):
    n = x.shape[0]
    return x[jax.random.randint(key, (n_boot, n), 0, n - 1)].mean(axis=1)
