"""A hundred steps of momentum, whatever n_steps is.

Fails: test_train_better test_train_better_2
Told: times that of plain descent
"""


def train_better(key, params, x, y, n_steps):
    v, losses = jax.tree.map(jnp.zeros_like, params), []
    gradient = jax.jit(jax.value_and_grad(loss))
    for _ in range(100):
        value, slopes = gradient(params, x, y)
        v = jax.tree.map(lambda v, s: 0.9 * v + s, v, slopes)
        params = jax.tree.map(lambda a, v: a - 1e-4 * v, params, v)
        losses.append(value)
    return params, jnp.stack(losses)
