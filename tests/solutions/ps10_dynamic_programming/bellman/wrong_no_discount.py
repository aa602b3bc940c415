"""Counts next year in full.

Fails: test_bellman test_bellman_2
Told: new v of bellman([0, 2, 5], [1, 4, 9], params)
"""


def bellman(v, grid, params):
    f = params["z"] * grid ** params["alpha"] + (1 - params["delta"]) * grid
    c = f[:, None] - grid
    q = jnp.where(c > 0, jnp.log(jnp.where(c > 0, c, 1.0)), -jnp.inf) + v
    return q.max(axis=1), q.argmax(axis=1)
