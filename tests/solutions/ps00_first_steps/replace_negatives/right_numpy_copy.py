"""Changes a NumPy copy."""


def replace_negatives(x, value):
    y = np.array(x)
    y[y < 0] = value
    return y
