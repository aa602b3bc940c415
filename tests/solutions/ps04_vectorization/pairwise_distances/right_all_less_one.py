"""One row against all, with a floor under the root."""


def pairwise_distances(X, Y):
    def row(x):
        moved = Y - x
        squares = jnp.sum(moved * moved, axis=1)
        return jnp.where(squares > 1e-12, jnp.sqrt(jnp.maximum(squares, 1e-12)), 0.0)

    return jax.vmap(row)(X)
