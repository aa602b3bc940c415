"""Takes the last of equally good choices; next year's capital on the first axis."""


def bellman(v, grid, params):
    n = grid.shape[0]
    next_k, k = jnp.meshgrid(grid, grid, indexing="ij")
    c = params["z"] * k ** params["alpha"] + (1 - params["delta"]) * k - next_k
    q = jnp.where(c > 0, jnp.log(c), -jnp.inf) + params["beta"] * v[:, None]
    return q.max(axis=0), n - 1 - jnp.argmax(q[::-1], axis=0)
