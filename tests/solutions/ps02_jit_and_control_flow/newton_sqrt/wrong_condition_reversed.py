"""Goes on while it is accurate.

Fails: test_newton_sqrt test_newton_sqrt_3 test_newton_sqrt_4
Told: Go on until it is accurate
"""


def newton_sqrt(a, tol):
    def accurate(state):
        return (jnp.abs(state[0] ** 2 - a) <= tol) & (state[1] < 50)

    return jax.lax.while_loop(
        accurate, lambda s: ((s[0] + a / s[0]) / 2, s[1] + 1), (jnp.float32(a), 0)
    )[0]
