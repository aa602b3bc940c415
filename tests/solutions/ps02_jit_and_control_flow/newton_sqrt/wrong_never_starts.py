"""Gives the change a start of zero, so that the loop never begins.

Fails: test_newton_sqrt test_newton_sqrt_3
Told: newton_sqrt(2.0, 1e-5) is 2
"""


def newton_sqrt(a, tol):
    def step(state):
        x, _ = state
        new = (x + a / x) / 2
        return new, jnp.abs(new - x)

    return jax.lax.while_loop(
        lambda s: s[1] > tol, step, (jnp.asarray(a, dtype=float), jnp.asarray(0.0))
    )[0]
