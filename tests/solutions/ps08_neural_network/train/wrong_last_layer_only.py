"""Trains the last layer only.

Fails: test_train_2
Told: subtracts lr times the gradient
"""


def train(params, x, y, lr, n_steps):
    def step(p, _):
        value, slopes = jax.value_and_grad(loss)(p, x, y)
        last = jax.tree.map(lambda a, s: a - lr * s, p[-1], slopes[-1])
        return [*p[:-1], last], value

    return jax.lax.scan(step, params, length=n_steps)
