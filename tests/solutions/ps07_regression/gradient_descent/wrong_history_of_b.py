"""Returns the history of b in place of the losses.

Fails: test_gradient_descent test_gradient_descent_2
Told: has shape (3, 2); expected (3,)
"""


def gradient_descent(loss, b0, lr, n_steps):
    return jax.lax.scan(lambda b, _: (b - lr * jax.grad(loss)(b), b), b0, length=n_steps)
