"""Climbs.

Fails: test_train test_train_2
Told: subtracts lr times the gradient
"""


def train(params, x, y, lr, n_steps):
    def step(p, _):
        value, slopes = jax.value_and_grad(loss)(p, x, y)
        return jax.tree.map(lambda a, s: a + lr * s, p, slopes), value

    return jax.lax.scan(step, params, length=n_steps)
