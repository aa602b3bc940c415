"""The first share set to one by a row of its own, in NumPy; the first equation gives way to the sum."""


def stationary_by_solve(P):
    A = np.array(P).T - np.eye(len(P))
    A[0] = 1.0
    b = np.zeros(len(P))
    b[0] = 1.0
    return jnp.asarray(np.linalg.solve(A, b))
