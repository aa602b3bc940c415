"""A while_loop that counts its steps."""


def gradient_descent(loss, b0, lr, n_steps):
    def step(state):
        i, b, losses = state
        value, slope = jax.value_and_grad(loss)(b)
        return i + 1, b - lr * slope, losses.at[i].set(value)

    start = (0, b0, jnp.zeros(n_steps))
    _, b, losses = jax.lax.while_loop(lambda s: s[0] < n_steps, step, start)
    return b, losses
