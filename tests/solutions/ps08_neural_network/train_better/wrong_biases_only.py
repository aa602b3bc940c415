"""Adam for the biases only.

Fails: test_train_better test_train_better_2
Told: times that of plain descent
"""


def train_better(key, params, x, y, n_steps):
    biases = [p["b"] for p in params]
    full = lambda bs: [{"W": p["W"], "b": b} for p, b in zip(params, bs)]

    def step(state, t):
        p, m, v = state
        value, g = jax.value_and_grad(lambda b: loss(full(b), x, y))(p)
        m = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, m, g)
        v = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g**2, v, g)
        move = lambda p, m, v: p - 1e-3 * m / (1 - 0.9**t) / (jnp.sqrt(v / (1 - 0.999**t)) + 1e-8)
        return (jax.tree.map(move, p, m, v), m, v), value

    zeros = jax.tree.map(jnp.zeros_like, biases)
    ts = 1.0 + jnp.arange(n_steps)
    (biases, _, _), losses = jax.lax.scan(step, (biases, zeros, zeros), ts)
    return full(biases), losses
