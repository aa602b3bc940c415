"""NumPy's eigenvector for the eigenvalue closest to one."""


def stationary_by_solve(P):
    values, vectors = np.linalg.eig(np.asarray(P).T)
    v = np.real(vectors[:, np.argmin(np.abs(values - 1))])
    return v / v.sum()
