"""A fori_loop that writes the losses into an array."""


def train(params, x, y, lr, n_steps):
    gradient = jax.grad(loss)

    def step(i, state):
        p, losses = state
        losses = losses.at[i].set(loss(p, x, y))
        return jax.tree.map(lambda a, g: a - lr * g, p, gradient(p, x, y)), losses

    return jax.lax.fori_loop(0, n_steps, step, (params, jnp.zeros(n_steps)))
