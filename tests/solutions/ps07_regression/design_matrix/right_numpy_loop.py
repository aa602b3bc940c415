"""NumPy, one row at a time."""


def design_matrix(x, group, n_groups):
    x, group = np.asarray(x), np.asarray(group)
    n, k = x.shape
    X = np.zeros((n, k + n_groups))
    for i in range(n):
        X[i, :k] = x[i]
        X[i, k + int(group[i])] = 1.0
    return X
