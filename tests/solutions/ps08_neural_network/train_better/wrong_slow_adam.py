"""Adam with the rate of plain descent.

Fails: test_train_better test_train_better_2
Told: at most 0.01 times is asked for
"""


def train_better(key, params, x, y, n_steps):
    def step(state, t):
        p, m, v = state
        value, g = jax.value_and_grad(loss)(p, x, y)
        m = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, m, g)
        v = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g**2, v, g)
        move = lambda p, m, v: p - 1e-4 * m / (1 - 0.9**t) / (jnp.sqrt(v / (1 - 0.999**t)) + 1e-8)
        return (jax.tree.map(move, p, m, v), m, v), value

    zeros = jax.tree.map(jnp.zeros_like, params)
    ts = 1.0 + jnp.arange(n_steps)
    (params, _, _), losses = jax.lax.scan(step, (params, zeros, zeros), ts)
    return params, losses
