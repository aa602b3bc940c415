"""Finds the root of x - a**2.

Fails: test_newton_sqrt test_newton_sqrt_3
Told: newton_sqrt(2.0, 1e-5) is 4
"""


def newton_sqrt(a, tol):
    b = a**4

    def go_on(x):
        return jnp.abs(x * x - b) > tol * b

    return jax.lax.while_loop(go_on, lambda x: (x + b / x) / 2, jnp.float32(b))
