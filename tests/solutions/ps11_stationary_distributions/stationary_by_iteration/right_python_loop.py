"""A plain loop in NumPy, from the first state."""


def stationary_by_iteration(P, tol, max_iter):
    P = np.asarray(P)
    m = np.zeros(len(P))
    m[0] = 1.0
    for _ in range(max_iter):
        old, m = m, m @ P
        if np.abs(m - old).max() <= tol:
            break
    return m
