"""Splits the key once per sample, but draws from the parent.

Fails: test_bootstrap_means_3
Told: or to split it and go on with the parts
"""


def bootstrap_means(key, x, n_boot):
    n = x.shape[0]

    def step(key, _):
        rows = jax.random.randint(key, (n,), 0, n)
        return jax.random.split(key)[0], x[rows].mean()

    return jax.lax.scan(step, key, length=n_boot)[1]
