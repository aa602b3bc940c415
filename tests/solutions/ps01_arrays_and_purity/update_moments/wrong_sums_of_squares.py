"""Goes back and forth between m2 and the sum of squares.

Fails: test_update_moments_4
Told: add up deviations from the mean
"""


def update_moments(state, x):
    count, mean, m2 = state
    total, squares = count * mean, m2 + count * mean**2
    count, total, squares = count + 1, total + x, squares + x**2
    return count, total / count, squares - total**2 / count
