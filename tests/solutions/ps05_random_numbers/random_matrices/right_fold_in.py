"""A key for each index, by fold_in."""


def random_matrices(key, n, k):
    def matrix(i):
        return jax.random.uniform(jax.random.fold_in(key, i), shape=(n, n))

    return jax.vmap(matrix)(jnp.arange(k))
