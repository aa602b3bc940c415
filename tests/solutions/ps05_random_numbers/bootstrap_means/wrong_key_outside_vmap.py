"""vmap over the number of the sample, with a key that is not mapped.

Fails: test_bootstrap_means test_bootstrap_means_2 test_bootstrap_means_3
Told: each sample is drawn anew
"""


def bootstrap_means(key, x, n_boot):
    return jax.vmap(lambda b: jax.random.choice(key, x, x.shape).mean())(jnp.arange(n_boot))
