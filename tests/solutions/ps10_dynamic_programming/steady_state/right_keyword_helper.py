"""A helper with keyword arguments."""


def _rest(*, beta, delta, alpha, z):
    rent = (1.0 - beta) / beta + delta
    return (rent / (alpha * z)) ** (1.0 / (alpha - 1.0))


def steady_state(params):
    return _rest(**params)
