"""Gradient descent.

Fails: test_newton_minimize test_newton_minimize_2 test_newton_minimize_3
Told: Newton's method reaches the bottom of a parabola in one step
"""


def newton_minimize(f, x0, n_iter):
    x = x0
    for _ in range(n_iter):
        x = x - 0.1 * jax.grad(f)(x)
    return x
