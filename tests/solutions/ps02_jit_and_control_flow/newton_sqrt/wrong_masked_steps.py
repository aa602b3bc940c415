"""A fixed number of steps, the later ones without effect: no loop that data end.

Fails: test_newton_sqrt_2
Told: expected a loop that ends when a condition says so
"""


def newton_sqrt(a, tol):
    def step(_, x):
        return jnp.where(jnp.abs(x**2 - a) > tol, (x + a / x) / 2, x)

    return jax.lax.fori_loop(0, 40, step, jnp.asarray(a, dtype=float))
