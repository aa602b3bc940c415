"""Fills a NumPy array, which takes no traced values.

Fails: test_solow_path_3 test_solow_path_4
Told: solow_path
"""


def solow_path(k0, params, n):
    path = np.empty(n + 1)
    path[0] = k0
    for t in range(n):
        k = path[t]
        path[t + 1] = params["s"] * params["z"] * k ** params["alpha"] + (1 - params["delta"]) * k
    return path
