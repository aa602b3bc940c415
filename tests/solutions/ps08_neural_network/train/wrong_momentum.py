"""Momentum, which is not plain.

Fails: test_train test_train_2
Told: subtracts lr times the gradient
"""


def train(params, x, y, lr, n_steps):
    def step(state, _):
        p, v = state
        value, slopes = jax.value_and_grad(loss)(p, x, y)
        v = jax.tree.map(lambda v, s: 0.9 * v + s, v, slopes)
        return (jax.tree.map(lambda a, v: a - lr * v, p, v), v), value

    start = params, jax.tree.map(jnp.zeros_like, params)
    (params, _), losses = jax.lax.scan(step, start, length=n_steps)
    return params, losses
