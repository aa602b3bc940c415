"""A key for each matrix, one after the other."""


def random_matrices(key, n, k):
    matrices = []
    for _ in range(k):
        key, subkey = jax.random.split(key)
        matrices.append(jax.random.uniform(subkey, (n, n)))
    return jnp.stack(matrices)
