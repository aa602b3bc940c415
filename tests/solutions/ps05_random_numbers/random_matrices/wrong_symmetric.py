"""Symmetric matrices.

Fails: test_random_matrices test_random_matrices_2
Told: Entries [i, j] and [j, i]
"""


def random_matrices(key, n, k):
    A = jax.random.uniform(key, (k, n, n))
    return jnp.triu(A) + jnp.triu(A, 1).swapaxes(1, 2)
