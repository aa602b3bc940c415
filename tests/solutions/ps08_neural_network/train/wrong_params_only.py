"""Returns no losses.

Fails: test_train test_train_2
Told: expected a tuple (params, losses)
"""


def train(params, x, y, lr, n_steps):
    def step(_, p):
        return jax.tree.map(lambda a, s: a - lr * s, p, jax.grad(loss)(p, x, y))

    return jax.lax.fori_loop(0, n_steps, step, params)
