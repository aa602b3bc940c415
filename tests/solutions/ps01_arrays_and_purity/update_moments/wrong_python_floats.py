"""Makes Python floats of everything, which a traced value cannot become.

Fails: test_update_moments_3
Told: float()
"""


def update_moments(state, x):
    count, mean, m2 = (float(part) for part in state)
    x = float(x)
    new_mean = mean + (x - mean) / (count + 1)
    return count + 1, new_mean, m2 + (x - mean) * (x - new_mean)
