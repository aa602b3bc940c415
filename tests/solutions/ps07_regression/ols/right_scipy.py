"""SciPy's least squares, a NumPy answer."""

import scipy.linalg


def ols(X, y):
    return scipy.linalg.lstsq(np.asarray(X), np.asarray(y))[0]
