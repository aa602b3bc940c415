"""Returns all points.

Fails: test_newton_minimize test_newton_minimize_2 test_newton_minimize_3
Told: has shape (1, 2)
"""


def newton_minimize(f, x0, n_iter):
    def step(x, _):
        x = x - jnp.linalg.solve(jax.hessian(f)(x), jax.grad(f)(x))
        return x, x

    return jax.lax.scan(step, x0, length=n_iter)[1]
