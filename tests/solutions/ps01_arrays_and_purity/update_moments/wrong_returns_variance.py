"""Keeps the variance in the place of the sum.

Fails: test_update_moments test_update_moments_4
Told: squared deviations add up to 4 + 4 = 8
"""


def update_moments(state, x):
    count, mean, variance = state
    new_mean = mean + (x - mean) / (count + 1)
    return count + 1, new_mean, (count * variance + (x - mean) * (x - new_mean)) / (count + 1)
