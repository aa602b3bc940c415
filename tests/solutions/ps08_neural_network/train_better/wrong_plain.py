"""Plain descent once more.

Fails: test_train_better test_train_better_2
Told: Momentum or Adam goes further
"""


def train_better(key, params, x, y, n_steps):
    return train(params, x, y, 1e-4, n_steps)
