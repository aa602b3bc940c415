"""lax.map with fold_in; the mean is NumPy's."""


def bootstrap_means(key, x, n_boot):
    n = x.shape[0]

    def draw(b):
        return jax.random.randint(jax.random.fold_in(key, b), (n,), 0, n)

    rows = jax.lax.map(draw, jnp.arange(n_boot))
    return np.asarray(x)[np.asarray(rows)].mean(axis=1)
