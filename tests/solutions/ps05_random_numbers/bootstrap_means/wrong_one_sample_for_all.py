"""The same key for each sample.

Fails: test_bootstrap_means test_bootstrap_means_2 test_bootstrap_means_3
Told: each sample is drawn anew
"""


def bootstrap_means(key, x, n_boot):
    few = [jax.random.choice(key, x, x.shape).mean() for _ in range(10)]
    return jnp.array(few * (n_boot // 10 + 1))[:n_boot]
