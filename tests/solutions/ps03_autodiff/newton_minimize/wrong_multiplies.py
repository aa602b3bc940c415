"""Multiplies with the Hessian instead of solving.

Fails: test_newton_minimize test_newton_minimize_2 test_newton_minimize_3
Told: Solve H d = gradient
"""


def newton_minimize(f, x0, n_iter):
    x = x0
    for _ in range(n_iter):
        x = x - jax.hessian(f)(x) @ jax.grad(f)(x)
    return x
