"""SciPy's null space."""

from scipy.linalg import null_space


def stationary_by_solve(P):
    v = null_space(np.asarray(P).T - np.eye(len(P)), rcond=1e-12)[:, 0]
    return v / v.sum()
