"""The step in terms of the old mean alone."""


def update_moments(state, x):
    n, mean, m2 = state
    d = x - mean
    return n + 1, mean + d / (n + 1), m2 + d * d * n / (n + 1)
