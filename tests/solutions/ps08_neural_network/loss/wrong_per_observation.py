"""One loss for each observation.

Fails: test_loss test_loss_2
Told: has shape (3,); expected ()
"""


def loss(params, x, y):
    return jnp.mean((forward(params, x) - y) ** 2, axis=1)
