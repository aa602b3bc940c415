"""Least squares for the last layer at the start, then momentum; the best parameters seen."""


def train_better(key, params, x, y, n_steps):
    *hidden, last = params
    z = x
    for layer in hidden:
        z = jax.nn.relu(z @ layer["W"] + layer["b"])
    Z = jnp.column_stack([z, jnp.ones(len(z))])
    c = jnp.linalg.lstsq(Z, y - forward(params, x), rcond=1e-5)[0]
    params = [*hidden, {"W": last["W"] + c[:-1], "b": last["b"] + c[-1]}]

    def step(state, _):
        p, v, best, least = state
        value, slopes = jax.value_and_grad(loss)(p, x, y)
        best = jax.tree.map(lambda b, a: jnp.where(value < least, a, b), best, p)
        v = jax.tree.map(lambda v, s: 0.9 * v - 1e-3 * s, v, slopes)
        return (jax.tree.map(jnp.add, p, v), v, best, jnp.minimum(value, least)), value

    start = params, jax.tree.map(jnp.zeros_like, params), params, jnp.inf
    (_, _, best, _), losses = jax.lax.scan(step, start, length=n_steps)
    return best, losses
