"""Uses the Hessian of the start throughout.

Fails: test_newton_minimize_2 test_newton_minimize_3
Told: gradient and Hessian at the point
"""


def newton_minimize(f, x0, n_iter):
    H, x = jax.hessian(f)(x0), x0
    for _ in range(n_iter):
        x = x - jnp.linalg.solve(H, jax.grad(f)(x))
    return x
