"""A column of predictions minus a vector of outcomes.

Fails: test_loss test_loss_2
Told: Do predictions and outcomes have the same shape
"""


def loss(params, x, y):
    return jnp.mean((forward(params, x) - y[:, 0]) ** 2)
