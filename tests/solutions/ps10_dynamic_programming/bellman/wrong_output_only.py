"""Forgets the capital that does not wear out.

Fails: test_bellman test_bellman_2
Told: f(k) is output and the capital that is left
"""


def bellman(v, grid, params):
    f = params["z"] * grid ** params["alpha"]
    c = f[:, None] - grid
    q = jnp.where(c > 0, jnp.log(jnp.where(c > 0, c, 1.0)), -jnp.inf) + params["beta"] * v
    return q.max(axis=1), q.argmax(axis=1)
