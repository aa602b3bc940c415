"""Branches on the count, which is unknown while JAX traces.

Fails: test_update_moments_3
Told: No special case is needed
"""


def update_moments(state, x):
    count, mean, m2 = state
    if count == 0:
        return 1, x, 0.0
    new_mean = mean + (x - mean) / (count + 1)
    return count + 1, new_mean, m2 + (x - mean) * (x - new_mean)
