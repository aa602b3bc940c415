"""A while loop with a tolerance of its own.

Fails: test_newton_sqrt_4
Told: Does tol decide when to stop?
"""


def newton_sqrt(a, tol):
    def go_on(state):
        return (jnp.abs(state[0] ** 2 - a) > 1e-6 * a) & (state[1] < 50)

    return jax.lax.while_loop(
        go_on, lambda s: ((s[0] + a / s[0]) / 2, s[1] + 1), (jnp.float32(1.0), 0)
    )[0]
