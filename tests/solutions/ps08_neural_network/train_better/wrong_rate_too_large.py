"""A rate at which all units die.

Fails: test_train_better test_train_better_2
Told: Was the rate too large, so that all units died?
"""


def train_better(key, params, x, y, n_steps):
    return train(params, x, y, 0.1, n_steps)
