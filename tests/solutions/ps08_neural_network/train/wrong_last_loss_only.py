"""Returns the last loss, not all.

Fails: test_train test_train_2
Told: has shape (); expected (3,)
"""


def train(params, x, y, lr, n_steps):
    def step(_, p):
        return jax.tree.map(lambda a, s: a - lr * s, p, jax.grad(loss)(p, x, y))

    params = jax.lax.fori_loop(0, n_steps, step, params)
    return params, loss(params, x, y)
