"""Records the loss after each step.

Fails: test_gradient_descent test_gradient_descent_2
Told: losses[i] is the loss before step i
"""


def gradient_descent(loss, b0, lr, n_steps):
    def step(b, _):
        b = b - lr * jax.grad(loss)(b)
        return b, loss(b)

    return jax.lax.scan(step, b0, length=n_steps)
