"""Keeps the three numbers in a global and ignores the state.

Fails: test_update_moments test_update_moments_2 test_update_moments_3 test_update_moments_4
Told: `kept`
"""

kept = [0, 0.0, 0.0]


def update_moments(state, x):
    kept[0] += 1
    change = x - kept[1]
    kept[1] += change / kept[0]
    kept[2] += change * (x - kept[1])
    return tuple(kept)
