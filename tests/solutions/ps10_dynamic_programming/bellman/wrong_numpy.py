"""Computes with NumPy, which JAX cannot trace.

Fails: test_bellman_3
Told: bellman(
"""


def bellman(v, grid, params):
    k, v = np.asarray(grid), np.asarray(v)
    f = params["z"] * k ** params["alpha"] + (1 - params["delta"]) * k
    c = f[:, None] - k
    q = np.where(c > 0, np.log(np.where(c > 0, c, 1.0)), -np.inf) + params["beta"] * v
    return q.max(axis=1), q.argmax(axis=1)
