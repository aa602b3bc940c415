"""The variance of the errors, which forgives a constant error.

Fails: test_loss test_loss_2
Told: Square the errors and take their mean
"""


def loss(params, x, y):
    return jnp.var(forward(params, x) - y)
