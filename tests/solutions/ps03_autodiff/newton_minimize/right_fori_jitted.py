"""A fori_loop, compiled."""

from functools import partial


@partial(jax.jit, static_argnames=("f", "n_iter"))
def newton_minimize(f, x0, n_iter):
    def step(_, x):
        return x - jnp.linalg.solve(jax.hessian(f)(x), jax.grad(f)(x))

    return jax.lax.fori_loop(0, n_iter, step, x0)
