"""Takes the first of the eigenvalues that are largest in absolute value.

Fails: test_stationary_by_solve_3
Told: A chain that goes round in a circle
"""


def stationary_by_solve(P):
    values, vectors = np.linalg.eig(np.asarray(P).T)
    order = np.lexsort((values.real, -np.abs(values).round(9)))
    v = vectors[:, order[0]].real
    with np.errstate(all="ignore"):
        return v / v.sum()
