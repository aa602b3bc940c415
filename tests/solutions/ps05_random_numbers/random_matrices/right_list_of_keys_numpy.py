"""Collected in a NumPy array."""


def random_matrices(key, n, k):
    result = np.empty((k, n, n), dtype=np.float32)
    for i, subkey in enumerate(jax.random.split(key, k)):
        result[i] = jax.random.uniform(subkey, (n, n))
    return result
