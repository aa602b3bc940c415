"""NumPy in a Python loop, with a bound on L that is cheaper than the eigenvalue."""


def lasso(X, y, lam, n_iter):
    X, y = np.asarray(X), np.asarray(y)
    n, k = X.shape
    eta = n / (2 * np.sum(X**2))
    b = np.zeros(k)
    for _ in range(n_iter):
        z = b + eta * 2 / n * (X.T @ (y - X @ b))
        b = np.maximum(z - eta * lam, 0) + np.minimum(z + eta * lam, 0)
    return b
