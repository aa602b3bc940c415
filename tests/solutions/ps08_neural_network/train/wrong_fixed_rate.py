"""Always the lecture's rate.

Fails: test_train test_train_2
Told: subtracts lr times the gradient
"""


def train(params, x, y, lr=0.0001, n_steps=1_000):
    def step(p, _):
        value, slopes = jax.value_and_grad(loss)(p, x, y)
        return jax.tree.map(lambda a, s: a - 0.0001 * s, p, slopes), value

    return jax.lax.scan(step, params, length=n_steps)
