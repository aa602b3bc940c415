"""Squares the mean error.

Fails: test_loss test_loss_2
Told: Square the errors and take their mean
"""


def loss(params, x, y):
    return jnp.mean(forward(params, x) - y) ** 2
