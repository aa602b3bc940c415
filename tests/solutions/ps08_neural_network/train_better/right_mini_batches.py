"""Adam on mini-batches, with a falling rate."""


def train_better(key, params, x, y, n_steps):
    def step(state, inputs):
        (p, m, v), (t, k) = state, inputs
        rows = jax.random.choice(k, x.shape[0], (32,), replace=False)
        value, g = jax.value_and_grad(loss)(p, x[rows], y[rows])
        m = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, m, g)
        v = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, v, g)
        rate = 3e-3 * (1 - t / n_steps) * jnp.sqrt(1 - 0.999 ** (t + 1)) / (1 - 0.9 ** (t + 1))
        p = jax.tree.map(lambda p, m, v: p - rate * m / (jnp.sqrt(v) + 1e-8), p, m, v)
        return (p, m, v), value

    zeros = jax.tree.map(jnp.zeros_like, params)
    xs = jnp.arange(n_steps), jax.random.split(key, n_steps)
    (params, _, _), losses = jax.lax.scan(step, (params, zeros, zeros), xs)
    return params, losses
