"""Makes a Python float of it, which has no gradient.

Fails: test_loss_3
Told: traced
"""


def loss(params, x, y):
    return float(jnp.mean((forward(params, x) - y) ** 2))
