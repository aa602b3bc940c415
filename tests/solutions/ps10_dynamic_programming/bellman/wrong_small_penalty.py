"""A penalty of a hundred for what is not feasible.

Fails: test_bellman_2
Told: leave nothing to eat
"""


def bellman(v, grid, params):
    f = params["z"] * grid ** params["alpha"] + (1 - params["delta"]) * grid
    c = f[:, None] - grid
    q = jnp.where(c > 0, jnp.log(jnp.where(c > 0, c, 1.0)), -100.0) + params["beta"] * v
    return q.max(axis=1), q.argmax(axis=1)
