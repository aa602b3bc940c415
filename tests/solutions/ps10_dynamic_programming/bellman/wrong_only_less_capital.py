"""Lets the country save no more than it has.

Fails: test_bellman test_bellman_2
Told: new v of bellman([1, 2, 4], [1, 2, 4], params)
"""


def bellman(v, grid, params):
    f = params["z"] * grid ** params["alpha"] + (1 - params["delta"]) * grid
    c = f[:, None] - grid
    ok = (c > 0) & (grid[None, :] <= grid[:, None])
    q = jnp.where(ok, jnp.log(jnp.where(ok, c, 1.0)), -jnp.inf) + params["beta"] * v
    return q.max(axis=1), q.argmax(axis=1)
