"""How often each entry is drawn, times the entry."""


def bootstrap_means(key, x, n_boot):
    n = x.size
    drawn = jax.random.randint(key, (n_boot, n), minval=0, maxval=n)
    counts = jax.vmap(lambda rows: jnp.bincount(rows, length=n))(drawn)
    return counts @ x / n
