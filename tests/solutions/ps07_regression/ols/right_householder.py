"""Householder reflections by hand."""


def ols(X, y):
    R, z = np.array(X), np.array(y)
    n, k = R.shape
    for j in range(k):
        v = R[j:, j].copy()
        v[0] += np.copysign(np.linalg.norm(v), v[0])
        size = v @ v
        R[j:] -= np.outer(2 * v / size, v @ R[j:])
        z[j:] -= 2 * v * (v @ z[j:]) / size
    b = np.zeros(k)
    for j in reversed(range(k)):
        b[j] = (z[j] - R[j, j + 1 :] @ b[j + 1 :]) / R[j, j]
    return jnp.array(b)
