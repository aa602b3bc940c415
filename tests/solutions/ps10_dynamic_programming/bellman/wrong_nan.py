"""Takes the logarithm of negative consumption.

Fails: test_bellman test_bellman_2
Told: Only k' < f(k) can be chosen
"""


def bellman(v, grid, params):
    f = params["z"] * grid ** params["alpha"] + (1 - params["delta"]) * grid
    q = jnp.log(f[:, None] - grid) + params["beta"] * v
    return q.max(axis=1), q.argmax(axis=1)
