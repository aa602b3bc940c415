"""Records the losses before the first step and after each.

Fails: test_gradient_descent test_gradient_descent_2
Told: has shape (4,); expected (3,)
"""


def gradient_descent(loss, b0, lr, n_steps):
    def step(b, _):
        value, slope = jax.value_and_grad(loss)(b)
        return b - lr * slope, value

    b, losses = jax.lax.scan(step, b0, length=n_steps)
    return b, jnp.append(losses, loss(b))
