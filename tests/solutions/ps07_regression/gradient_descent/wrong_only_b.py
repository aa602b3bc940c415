"""Returns no losses.

Fails: test_gradient_descent test_gradient_descent_2
Told: expected a tuple (b, losses)
"""


def gradient_descent(loss, b0, lr, n_steps):
    return jax.lax.fori_loop(0, n_steps, lambda _, b: b - lr * jax.grad(loss)(b), b0)
