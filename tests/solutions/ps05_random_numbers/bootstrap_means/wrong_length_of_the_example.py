"""Takes 25 for the length of every sample.

Fails: test_bootstrap_means_2
Told: Is the length taken from x?
"""


def bootstrap_means(key, x, n_boot):
    return x[jax.random.randint(key, (n_boot, 25), 0, 25)].mean(axis=1)
