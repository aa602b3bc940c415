"""Newton's method for a root of f, not of its gradient.

Fails: test_newton_minimize test_newton_minimize_2 test_newton_minimize_3
Told: Newton's method
"""


def newton_minimize(f, x0, n_iter):
    x = x0
    for _ in range(n_iter):
        g = jax.grad(f)(x)
        x = x - f(x) * g / (g @ g)
    return x
