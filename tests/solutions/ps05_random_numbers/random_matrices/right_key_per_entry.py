"""A key for each entry."""


def random_matrices(key, n, k):
    keys = jax.random.split(key, (k, n, n))
    draw = jax.random.uniform
    for _ in range(3):
        draw = jax.vmap(draw)
    return draw(keys)
