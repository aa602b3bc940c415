"""Every matrix from the same key.

Fails: test_random_matrices_2 test_random_matrices_3
Told: entries of neighbouring matrices
"""


def random_matrices(key, n, k):
    return jnp.stack([jax.random.uniform(key, (n, n)) for _ in range(k)])
