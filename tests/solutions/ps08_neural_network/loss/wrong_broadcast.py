"""A vector of predictions minus a column of outcomes.

Fails: test_loss test_loss_2
Told: Do predictions and outcomes have the same shape
"""


def loss(params, x, y):
    predictions = forward(params, x)[:, 0]
    errors = predictions - y
    return jnp.mean(errors**2)
