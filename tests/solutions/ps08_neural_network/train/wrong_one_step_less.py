"""One step too few.

Fails: test_train test_train_2
Told: n_steps times
"""


def train(params, x, y, lr, n_steps):
    def step(p, _):
        value, slopes = jax.value_and_grad(loss)(p, x, y)
        return jax.tree.map(lambda a, s: a - lr * s, p, slopes), value

    params, losses = jax.lax.scan(step, params, length=n_steps - 1)
    return params, jnp.append(losses, loss(params, x, y))
