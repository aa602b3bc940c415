"""Modified Gram-Schmidt on X with y beside it, which is as stable as Householder."""


def ols(X, y):
    A = np.column_stack([X, y])
    k = X.shape[1]
    R = np.zeros((k, k + 1))
    for j in range(k):
        R[j, j] = np.linalg.norm(A[:, j])
        q = A[:, j] / R[j, j]
        R[j, j + 1 :] = q @ A[:, j + 1 :]
        A[:, j + 1 :] -= np.outer(q, R[j, j + 1 :])
    return jax.scipy.linalg.solve_triangular(R[:, :k], R[:, k])
