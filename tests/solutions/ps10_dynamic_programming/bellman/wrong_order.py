"""Returns the policy first.

Fails: test_bellman test_bellman_2
Told: The order of the results is (new v, policy indices)
"""


def bellman(v, grid, params):
    f = params["z"] * grid ** params["alpha"] + (1 - params["delta"]) * grid
    c = f[:, None] - grid
    q = jnp.where(c > 0, jnp.log(jnp.where(c > 0, c, 1.0)), -jnp.inf) + params["beta"] * v
    return q.argmax(axis=1), q.max(axis=1)
