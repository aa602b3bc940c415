"""Leaves the eigenvector at length one.

Fails: test_stationary_by_solve test_stationary_by_solve_2 test_stationary_by_solve_3
Told: The shares sum to one
"""


def stationary_by_solve(P):
    values, vectors = np.linalg.eig(np.asarray(P).T)
    return np.abs(vectors[:, np.abs(values - 1).argmin()].real)
