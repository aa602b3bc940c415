"""Joins two conditions with Python's `and`.

Fails: test_newton_sqrt test_newton_sqrt_2 test_newton_sqrt_3 test_newton_sqrt_4
Told: True or False
"""


def newton_sqrt(a, tol):
    def go_on(state):
        return jnp.abs(state[0] ** 2 - a) > tol and state[1] < 50

    return jax.lax.while_loop(
        go_on, lambda s: ((s[0] + a / s[0]) / 2, s[1] + 1), (jnp.float32(a), 0)
    )[0]
