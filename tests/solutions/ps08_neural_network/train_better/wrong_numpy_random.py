"""Mini-batches by NumPy's hidden state.

Fails: test_train_better_2
Told: Take all randomness from the key
"""


def train_better(key, params, x, y, n_steps):
    @jax.jit
    def step(p, v, rows):
        value, slopes = jax.value_and_grad(loss)(p, x[rows], y[rows])
        v = jax.tree.map(lambda v, s: 0.9 * v + s, v, slopes)
        return jax.tree.map(lambda a, v: a - 1e-3 * v, p, v), v, value

    v, losses = jax.tree.map(jnp.zeros_like, params), []
    for _ in range(n_steps):
        params, v, value = step(params, v, np.random.choice(x.shape[0], 64, replace=False))
        losses.append(value)
    return params, jnp.stack(losses)
