"""Reads a constant, and keeps the count as a float."""

ONE = 1.0


def update_moments(state, x):
    count, mean, m2 = state
    new_count = count + ONE
    new_mean = mean + (x - mean) / new_count
    new_m2 = m2 + (x - mean) * (x - new_mean)
    return (new_count, new_mean, new_m2)
