"""One row at a time, in a loop of JAX's."""


def pairwise_distances(X, Y):
    def row(x):
        squares = jnp.einsum("md,md->m", Y - x, Y - x)
        return jnp.where(squares > 0, squares, 1.0) ** 0.5 * (squares > 0)

    return jax.lax.map(row, X)
