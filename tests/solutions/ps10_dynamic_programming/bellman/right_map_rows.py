"""Row by row with lax.map, the columns from meshgrid."""


def bellman(v, grid, params):
    def row(k):
        c = params["z"] * k ** params["alpha"] + (1 - params["delta"]) * k - grid
        q = jnp.where(c > 0, jnp.log(c), -jnp.inf) + params["beta"] * v
        return q.max(), q.argmax()

    return lax.map(row, grid)
