"""Returns the minimum along with the minimiser.

Fails: test_newton_minimize test_newton_minimize_2 test_newton_minimize_3
Told: is a tuple
"""


def newton_minimize(f, x0, n_iter):
    x = x0
    for _ in range(n_iter):
        x = x - jnp.linalg.solve(jax.hessian(f)(x), jax.grad(f)(x))
    return x, f(x)
