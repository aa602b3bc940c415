"""Throws the trained parameters away.

Fails: test_train test_train_2
Told: the weight after 3 steps: 1 of 1
"""


def train(params, x, y, lr, n_steps):
    def step(p, _):
        value, slopes = jax.value_and_grad(loss)(p, x, y)
        return jax.tree.map(lambda a, s: a - lr * s, p, slopes), value

    _, losses = jax.lax.scan(step, params, length=n_steps)
    return params, losses
