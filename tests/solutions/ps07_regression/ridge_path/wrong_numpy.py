"""NumPy, which jit cannot compile.

Fails: test_ridge_path_3
Told: NumPy
"""


def ridge_path(X, y, lambdas):
    X, y = np.asarray(X), np.asarray(y)
    w, V = np.linalg.eigh(X.T @ X / len(y))
    return (V.T @ (X.T @ y / len(y)) / (w + np.asarray(lambdas)[:, None])) @ V.T
