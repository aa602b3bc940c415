"""Enough steps for any number, and no look at the tolerance.

Fails: test_newton_sqrt_2 test_newton_sqrt_4
Told: Does tol decide when to stop?
"""


def newton_sqrt(a, tol):
    return jax.lax.fori_loop(0, 60, lambda _, x: (x + a / x) / 2, jnp.asarray(a, dtype=float))
