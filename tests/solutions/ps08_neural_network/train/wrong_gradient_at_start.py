"""Computes the gradient once, at the start.

Fails: test_train test_train_2
Told: subtracts lr times the gradient
"""


def train(params, x, y, lr, n_steps):
    slopes = jax.grad(loss)(params, x, y)

    def step(p, _):
        return jax.tree.map(lambda a, s: a - lr * s, p, slopes), loss(p, x, y)

    return jax.lax.scan(step, params, length=n_steps)
