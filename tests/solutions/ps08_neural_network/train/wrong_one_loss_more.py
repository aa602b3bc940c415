"""The loss before the first step and after each.

Fails: test_train test_train_2
Told: has shape (4,); expected (3,)
"""


def train(params, x, y, lr, n_steps):
    def step(p, _):
        value, slopes = jax.value_and_grad(loss)(p, x, y)
        return jax.tree.map(lambda a, s: a - lr * s, p, slopes), value

    params, losses = jax.lax.scan(step, params, length=n_steps)
    return params, jnp.append(losses, loss(params, x, y))
