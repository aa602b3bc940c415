"""Shows the new mean on the screen.

Fails: test_update_moments_2
Told: prints something
"""


def update_moments(state, x):
    count, mean, m2 = state
    new_mean = mean + (x - mean) / (count + 1)
    print("mean is now", new_mean)
    return count + 1, new_mean, m2 + (x - mean) * (x - new_mean)
