"""A seed of its own.

Fails: test_bootstrap_means_3
Told: take all randomness from the key that is passed
"""


def bootstrap_means(key, x, n_boot):
    rng = np.random.default_rng(0)
    return jnp.asarray(rng.choice(np.asarray(x), (n_boot, len(x))).mean(axis=1))
