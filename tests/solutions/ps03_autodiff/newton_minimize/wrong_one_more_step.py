"""One step too many.

Fails: test_newton_minimize_2
Told: no more and no fewer
"""


def newton_minimize(f, x0, n_iter):
    x = x0
    for _ in range(n_iter + 1):
        x = x - jnp.linalg.solve(jax.hessian(f)(x), jax.grad(f)(x))
    return x
