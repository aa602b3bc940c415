"""Returns the root and the number of steps.

Fails: test_newton_sqrt test_newton_sqrt_3 test_newton_sqrt_4
Told: is a tuple
"""


def newton_sqrt(a, tol):
    def go_on(state):
        return jnp.abs(state[0] ** 2 - a) > tol

    return jax.lax.while_loop(
        go_on, lambda s: ((s[0] + a / s[0]) / 2, s[1] + 1), (jnp.float32(a), 0)
    )
