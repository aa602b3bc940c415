"""The mean absolute error.

Fails: test_loss test_loss_2
Told: Square the errors and take their mean
"""


def loss(params, x, y):
    return jnp.mean(jnp.abs(forward(params, x) - y))
