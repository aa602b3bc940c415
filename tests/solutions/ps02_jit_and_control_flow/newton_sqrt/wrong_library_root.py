"""Calls the library, without Newton.

Fails: test_newton_sqrt_2 test_newton_sqrt_4
Told: goes on long after tol is reached
"""


def newton_sqrt(a, tol):
    return jnp.sqrt(a)
