"""Compiled, with the loss and the number of steps static."""

from functools import partial


@partial(jax.jit, static_argnums=(0, 3))
def gradient_descent(loss, b0, lr, n_steps):
    def step(b, _):
        value, slope = jax.value_and_grad(loss)(b)
        return b - lr * slope, value

    b, losses = jax.lax.scan(step, b0, jnp.arange(n_steps))
    return b, losses
