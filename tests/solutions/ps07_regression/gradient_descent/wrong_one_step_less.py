"""One step too few.

Fails: test_gradient_descent test_gradient_descent_2
Told: there are n_steps of them
"""


def gradient_descent(loss, b0, lr, n_steps):
    def step(b, _):
        value, slope = jax.value_and_grad(loss)(b)
        return b - lr * slope, value

    b, losses = jax.lax.scan(step, b0, length=n_steps - 1)
    return b, jnp.append(losses, loss(b))
