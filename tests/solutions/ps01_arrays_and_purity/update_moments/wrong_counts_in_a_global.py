"""Right numbers, and a global counter of calls beside them.

Fails: test_update_moments_2
Told: calls
"""

calls = 0


def update_moments(state, x):
    global calls
    calls += 1
    count, mean, m2 = state
    new_mean = mean + (x - mean) / (count + 1)
    return count + 1, new_mean, m2 + (x - mean) * (x - new_mean)
