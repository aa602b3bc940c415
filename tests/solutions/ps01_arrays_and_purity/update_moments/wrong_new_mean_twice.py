"""Overwrites the mean before it is needed.

Fails: test_update_moments test_update_moments_4
Told: their squared deviations add up to
"""


def update_moments(state, x):
    count, mean, m2 = state
    count += 1
    mean += (x - mean) / count
    m2 += (x - mean) * (x - mean)
    return count, mean, m2
