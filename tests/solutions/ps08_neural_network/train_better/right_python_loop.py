"""Adam in a Python loop with a jitted step; a list of losses."""


def train_better(key, params, x, y, n_steps):
    @jax.jit
    def step(p, m, v, t):
        value, g = jax.value_and_grad(loss)(p, x, y)
        m = jax.tree.map(lambda m, g: m + 0.1 * (g - m), m, g)
        v = jax.tree.map(lambda v, g: v + 0.001 * (g**2 - v), v, g)
        move = lambda p, m, v: p - 1e-3 * m / (1 - 0.9**t) / (jnp.sqrt(v / (1 - 0.999**t)) + 1e-8)
        return jax.tree.map(move, p, m, v), m, v, value

    m = v = jax.tree.map(jnp.zeros_like, params)
    losses = []
    for t in range(1, n_steps + 1):
        params, m, v, value = step(params, m, v, t)
        losses.append(float(value))
    return params, losses
