"""Squares the deviation from the old mean.

Fails: test_update_moments test_update_moments_4
Told: nothing deviates from it
"""


def update_moments(state, x):
    count, mean, m2 = state
    return count + 1, mean + (x - mean) / (count + 1), m2 + (x - mean) ** 2
