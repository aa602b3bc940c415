"""NumPy's logarithm and where: nothing for JAX to differentiate.

Fails: test_crra_2 test_crra_3 test_crra_4
Told: Tracer
"""


def crra(c, gamma):
    x = (1 - gamma) * np.log(np.asarray(c))
    y = np.where(np.abs(x) < 1e-9, 1.0, x)
    return np.log(np.asarray(c)) * np.where(np.abs(x) < 1e-9, 1 + x / 2, np.expm1(y) / y)
