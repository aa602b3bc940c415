"""Computes the gradient once, at the start.

Fails: test_gradient_descent test_gradient_descent_2
Told: Each step is b - lr * gradient
"""


def gradient_descent(loss, b0, lr, n_steps):
    slope = jax.grad(loss)(b0)
    return jax.lax.scan(lambda b, _: (b - lr * slope, loss(b)), b0, length=n_steps)
