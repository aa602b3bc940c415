"""The mean over the samples, not within them.

Fails: test_bootstrap_means test_bootstrap_means_2
Told: expected (4000,)
"""


def bootstrap_means(key, x, n_boot):
    n = x.shape[0]
    return x[jax.random.randint(key, (n_boot, n), 0, n)].mean(axis=0)
