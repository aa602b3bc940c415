"""A penalty of ten to the ten for what is not feasible."""


def bellman(v, grid, params):
    f = params["z"] * grid ** params["alpha"] + (1 - params["delta"]) * grid
    c = f[:, None] - grid
    ok = c > 0
    q = jnp.where(ok, jnp.log(jnp.where(ok, c, 1.0)) + params["beta"] * v, -1e10)
    best = jnp.argmax(q, axis=1)
    return jnp.take_along_axis(q, best[:, None], axis=1)[:, 0], best.astype(jnp.int32)
