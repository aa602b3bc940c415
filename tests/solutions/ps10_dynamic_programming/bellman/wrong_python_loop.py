"""A Python loop over this year's capital.

Fails: test_bellman_3
Told: Compute the table of all choices at once
"""


def bellman(v, grid, params):
    new, policy = [], []
    for i in range(grid.shape[0]):
        c = params["z"] * grid[i] ** params["alpha"] + (1 - params["delta"]) * grid[i] - grid
        q = jnp.where(c > 0, jnp.log(jnp.where(c > 0, c, 1.0)), -jnp.inf) + params["beta"] * v
        new.append(q.max())
        policy.append(q.argmax())
    return jnp.stack(new), jnp.stack(policy)
