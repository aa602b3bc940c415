"""With NumPy, in double precision."""


def celsius_to_kelvin(t):
    return np.asarray(t, dtype=np.float64) + 273.15
