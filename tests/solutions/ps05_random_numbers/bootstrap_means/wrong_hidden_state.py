"""NumPy's generator, with a state of its own.

Fails: test_bootstrap_means_3
Told: The same key gave different means
"""


def bootstrap_means(key, x, n_boot):
    return np.random.choice(np.asarray(x), (n_boot, len(x))).mean(axis=1)
