"""Keeps the best so far in a scan over the choices."""


def bellman(v, grid, params):
    f = params["z"] * grid ** params["alpha"] + (1 - params["delta"]) * grid

    def consider(best, choice):
        value, where = best
        j, k_next, v_next = choice
        c = f - k_next
        q = jnp.where(c > 0, jnp.log(jnp.maximum(c, 1e-300)) + params["beta"] * v_next, -jnp.inf)
        return (jnp.where(q > value, q, value), jnp.where(q > value, j, where)), None

    start = jnp.full(grid.shape, -jnp.inf), jnp.zeros(grid.shape, dtype=int)
    return lax.scan(consider, start, (jnp.arange(grid.size), grid, v))[0]
