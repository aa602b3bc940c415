"""Returns the losses first.

Fails: test_train test_train_2
Told: expected a list with a dict for each layer
"""


def train(params, x, y, lr, n_steps):
    def step(p, _):
        value, slopes = jax.value_and_grad(loss)(p, x, y)
        return jax.tree.map(lambda a, s: a - lr * s, p, slopes), value

    params, losses = jax.lax.scan(step, params, length=n_steps)
    return losses, params
