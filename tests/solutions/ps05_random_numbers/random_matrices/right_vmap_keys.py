"""All keys at once, and vmap over them."""


def random_matrices(key, n, k):
    return jax.vmap(lambda subkey: jax.random.uniform(subkey, (n, n)))(jax.random.split(key, k))
