"""Starts from parameters of its own, of the lecture's widths.

Fails: test_train_better_2
Told: expected (1, 64)
"""


def train_better(key, params, x, y, n_steps):
    def step(state, _):
        p, v = state
        value, slopes = jax.value_and_grad(loss)(p, X, Y)
        v = jax.tree.map(lambda v, s: 0.9 * v + s, v, slopes)
        return (jax.tree.map(lambda a, v: a - 1e-3 * v, p, v), v), value

    start = START, jax.tree.map(jnp.zeros_like, START)
    (params, _), losses = jax.lax.scan(step, start, length=n_steps)
    return params, losses
