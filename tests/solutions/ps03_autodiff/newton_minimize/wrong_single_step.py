"""Forgets the loop.

Fails: test_newton_minimize_2 test_newton_minimize_3
Told: no more and no fewer
"""


def newton_minimize(f, x0, n_iter):
    return x0 - jnp.linalg.solve(jax.hessian(f)(x0), jax.grad(f)(x0))
