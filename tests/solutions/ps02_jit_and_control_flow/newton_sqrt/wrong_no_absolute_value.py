"""Compares x**2 - a with its sign: numbers below 1 end at once.

Fails: test_newton_sqrt test_newton_sqrt_3
Told: Take the absolute value
"""


def newton_sqrt(a, tol):
    x0 = jnp.asarray(a, dtype=float)
    return jax.lax.while_loop(lambda x: x * x - a > tol, lambda x: (x + a / x) / 2, x0)
