"""Divides by the number of earlier readings.

Fails: test_update_moments test_update_moments_3 test_update_moments_4
Told: division by zero
"""


def update_moments(state, x):
    count, mean, m2 = state
    new_mean = mean + (x - mean) / count
    return count + 1, new_mean, m2 + (x - mean) * (x - new_mean)
