"""All parameters in one vector."""

from jax.flatten_util import ravel_pytree


def train(params, x, y, lr, n_steps):
    theta, unravel = ravel_pytree(params)
    flat_loss = jax.value_and_grad(lambda theta: loss(unravel(theta), x, y))

    def step(theta, _):
        value, slope = flat_loss(theta)
        return theta - lr * slope, value

    theta, losses = jax.lax.scan(step, theta, jnp.arange(n_steps))
    return unravel(theta), losses
