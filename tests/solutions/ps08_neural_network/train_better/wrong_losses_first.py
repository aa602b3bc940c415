"""Returns the losses first.

Fails: test_train_better test_train_better_2
Told: expected a list with a dict for each layer
"""


def train_better(key, params, x, y, n_steps):
    params, losses = train(params, x, y, 1e-3, n_steps)
    return losses, params
