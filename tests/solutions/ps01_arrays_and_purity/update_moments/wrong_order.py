"""Returns the mean first.

Fails: test_update_moments test_update_moments_4
Told: expected 1
"""


def update_moments(state, x):
    count, mean, m2 = state
    new_mean = mean + (x - mean) / (count + 1)
    return new_mean, count + 1, m2 + (x - mean) * (x - new_mean)
