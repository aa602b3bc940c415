"""Returns the losses first.

Fails: test_gradient_descent test_gradient_descent_2
Told: b after 3 steps on a sum of squares has shape (3,); expected (2,)
"""


def gradient_descent(loss, b0, lr, n_steps):
    def step(b, _):
        value, slope = jax.value_and_grad(loss)(b)
        return b - lr * slope, value

    b, losses = jax.lax.scan(step, b0, length=n_steps)
    return losses, b
