"""Sums over outputs, and divides by the number of observations only.

Fails: test_loss_2
Told: The mean is over all entries
"""


def loss(params, x, y):
    return jnp.mean(jnp.sum((forward(params, x) - y) ** 2, axis=1))
