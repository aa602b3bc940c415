"""Draws from the key that it splits.

Fails: test_random_matrices_3
Told: or to split it and go on with the parts
"""


def random_matrices(key, n, k):
    matrices = []
    for _ in range(k):
        matrices.append(jax.random.uniform(key, (n, n)))
        key, _ = jax.random.split(key)
    return jnp.stack(matrices)
