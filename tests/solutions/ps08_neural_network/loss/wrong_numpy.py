"""NumPy, which jax.grad cannot differentiate.

Fails: test_loss_3
Told: jax.numpy
"""


def loss(params, x, y):
    return np.mean((np.asarray(forward(params, x)) - np.asarray(y)) ** 2)
