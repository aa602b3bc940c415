"""By broadcasting; consumption is floored at zero, where the logarithm is minus infinity."""


def bellman(v, grid, params):
    f = params["z"] * grid ** params["alpha"] + (1 - params["delta"]) * grid
    c = jnp.maximum(f[:, None] - grid[None, :], 0.0)
    q = jnp.log(c) + params["beta"] * v[None, :]
    return jnp.max(q, axis=1), jnp.argmax(q, axis=1)
