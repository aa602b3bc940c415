"""Stops as soon as the gradient is below 0.05.

Fails: test_newton_minimize_3
Told: a dozen full Newton steps
"""


def newton_minimize(f, x0, n_iter):
    x = x0
    for _ in range(n_iter):
        if jnp.abs(jax.grad(f)(x)).max() < 0.05:
            break
        x = x - jnp.linalg.solve(jax.hessian(f)(x), jax.grad(f)(x))
    return x
