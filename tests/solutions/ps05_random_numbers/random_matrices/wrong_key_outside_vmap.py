"""vmap over indices, with a key that is not mapped.

Fails: test_random_matrices_2 test_random_matrices_3
Told: Does each matrix have a key of its own
"""


def random_matrices(key, n, k):
    return jax.vmap(lambda i: jax.random.uniform(key, (n, n)))(jnp.arange(k))
