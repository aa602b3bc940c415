"""Stops the gradient at the predictions.

Fails: test_loss_3
Told: derivative
"""


def loss(params, x, y):
    return jnp.mean((jax.lax.stop_gradient(forward(params, x)) - y) ** 2)
