"""An array of a terabyte that takes no memory."""


def double(x):
    return np.broadcast_to(np.float32(4.0), (10**6, 10**6))
