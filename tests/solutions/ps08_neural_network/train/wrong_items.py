"""A Python loop that takes the losses out of JAX.

Fails: test_train_3
Told: Let jax.lax.scan take the steps
"""


def train(params, x, y, lr, n_steps):
    losses = []
    for _ in range(n_steps):
        losses.append(loss(params, x, y).item())
        slopes = jax.grad(loss)(params, x, y)
        params = jax.tree.map(lambda p, s: p - lr * s, params, slopes)
    return params, np.array(losses)
