"""Stops when the loss falls no more: a loop whose end the data decide.

Fails: test_gradient_descent test_gradient_descent_2 test_gradient_descent_3
Told: has shape (); expected
"""


def gradient_descent(loss, b0, lr, n_steps):
    def going(state):
        i, b, old = state
        return (i < n_steps) & (loss(b) < old - 1e-6)

    def step(state):
        i, b, _ = state
        return i + 1, b - lr * jax.grad(loss)(b), loss(b)

    _, b, last = jax.lax.while_loop(going, step, (0, b0, jnp.inf))
    return b, last
