"""Plain descent with a larger rate, which is better and not enough.

Fails: test_train_better
Told: goes further than another rate alone
"""


def train_better(key, params, x, y, n_steps):
    return train(params, x, y, 1e-2, n_steps)
