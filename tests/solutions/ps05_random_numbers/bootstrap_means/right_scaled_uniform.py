"""Rows from uniform numbers, rounded down."""


def bootstrap_means(key, x, n_boot):
    n = len(x)
    u = jax.random.uniform(key, (n_boot, n))
    rows = jnp.minimum(jnp.floor(u * n).astype(int), n - 1)
    return jnp.take(x, rows).sum(axis=-1) / n
