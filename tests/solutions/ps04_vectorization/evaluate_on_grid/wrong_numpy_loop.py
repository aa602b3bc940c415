"""Fills a NumPy array.

Fails: test_evaluate_on_grid_3
Told: a loop of JAX's
"""


def evaluate_on_grid(f, x, y):
    out = np.empty((len(x), len(y)))
    for i in range(len(x)):
        for j in range(len(y)):
            out[i, j] = f(x[i], y[j])
    return out
