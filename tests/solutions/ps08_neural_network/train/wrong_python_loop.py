"""A Python loop, which jit unrolls.

Fails: test_train_3
Told: Let jax.lax.scan take the steps
"""


def train(params, x, y, lr, n_steps):
    losses = []
    for _ in range(n_steps):
        value, slopes = jax.value_and_grad(loss)(params, x, y)
        losses.append(value)
        params = jax.tree.map(lambda p, s: p - lr * s, params, slopes)
    return params, jnp.stack(losses)
