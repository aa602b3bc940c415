"""NumPy, with twice the area between curve and diagonal; a Python float."""


def gini(grid, pmf):
    x, p = np.asarray(grid), np.asarray(pmf)
    F = np.insert(np.cumsum(p), 0, 0.0)
    L = np.insert(np.cumsum(p * x) / (p @ x), 0, 0.0)
    gap = F - L
    return float(np.sum(np.diff(F) * (gap[1:] + gap[:-1])))
