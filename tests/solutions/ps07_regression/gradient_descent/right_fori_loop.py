"""A fori_loop that writes the losses into an array."""


def gradient_descent(loss, b0, lr, n_steps):
    def step(i, state):
        b, losses = state
        return b - lr * jax.grad(loss)(b), losses.at[i].set(loss(b))

    return jax.lax.fori_loop(0, n_steps, step, (b0, jnp.zeros(n_steps)))
