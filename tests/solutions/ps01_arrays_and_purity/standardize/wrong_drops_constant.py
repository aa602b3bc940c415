"""Drops constant columns.

Fails: test_standardize_2
Told: has shape (8, 1)
"""


def standardize(x):
    x = np.asarray(x)
    x = x[:, x.std(axis=0) > 0]
    return (x - x.mean(axis=0)) / x.std(axis=0)
