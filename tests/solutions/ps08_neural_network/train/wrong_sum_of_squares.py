"""Descends the sum of squares.

Fails: test_train test_train_2
Told: the gradient of the mean squared error
"""


def train(params, x, y, lr, n_steps):
    def step(p, _):
        value, slopes = jax.value_and_grad(lambda p: x.shape[0] * loss(p, x, y))(p)
        return jax.tree.map(lambda a, s: a - lr * s, p, slopes), value / x.shape[0]

    return jax.lax.scan(step, params, length=n_steps)
