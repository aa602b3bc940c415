"""Compiled, with f static."""

from functools import partial


@partial(jax.jit, static_argnums=0)
def hvp(f, x, v):
    gradient = jax.grad(f)
    return jax.jvp(gradient, (x,), (v,))[1]
