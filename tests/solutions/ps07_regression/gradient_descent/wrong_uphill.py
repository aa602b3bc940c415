"""Climbs.

Fails: test_gradient_descent test_gradient_descent_2
Told: Each step is b - lr * gradient
"""


def gradient_descent(loss, b0, lr, n_steps):
    def step(b, _):
        value, slope = jax.value_and_grad(loss)(b)
        return b + lr * slope, value

    return jax.lax.scan(step, b0, length=n_steps)
