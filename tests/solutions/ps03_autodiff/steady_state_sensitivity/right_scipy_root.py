"""SciPy finds the root, partial derivatives by hand, NumPy scalars."""

from scipy.optimize import brentq


def steady_state_sensitivity(params):
    b, d, a, z = (params[name] for name in ("beta", "delta", "alpha", "z"))
    k = brentq(lambda k: b * (z * a * k ** (a - 1) + 1 - d) - 1, 1e-3, 1e4)
    in_k = b * z * a * (a - 1) * k ** (a - 2)
    return dict(
        beta=np.float64(-(z * a * k ** (a - 1) + 1 - d) / in_k),
        delta=np.float64(b / in_k),
        alpha=np.float64(-b * z * k ** (a - 1) * (1 + a * np.log(k)) / in_k),
        z=np.float64(-b * a * k ** (a - 1) / in_k),
    )
