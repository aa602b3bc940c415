"""Takes half steps.

Fails: test_newton_minimize test_newton_minimize_2
Told: each of full length
"""


def newton_minimize(f, x0, n_iter):
    x = x0
    for _ in range(n_iter):
        x = x - 0.5 * jnp.linalg.solve(jax.hessian(f)(x), jax.grad(f)(x))
    return x
