"""Keeps all readings in a default value.

Fails: test_update_moments test_update_moments_2 test_update_moments_3 test_update_moments_4
Told: a default value
"""


def update_moments(state, x, seen=[]):
    seen.append(x)
    data = np.array(seen)
    return len(seen), data.mean(), data.var() * len(seen)
