"""Nesterov's momentum, layers in a tuple, no losses."""


def train_better(key, params, x, y, n_steps):
    def step(state, _):
        p, v = state
        ahead = jax.tree.map(lambda a, v: a + 0.95 * v, p, v)
        slopes = jax.grad(loss)(ahead, x, y)
        v = jax.tree.map(lambda v, s: 0.95 * v - 1e-3 * s, v, slopes)
        return (jax.tree.map(jnp.add, p, v), v), None

    start = tuple(params), jax.tree.map(jnp.zeros_like, tuple(params))
    return jax.lax.scan(step, start, length=n_steps)[0][0], None
