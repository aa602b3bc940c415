"""Backwards through the gradient: the Hessian is symmetric."""


def hvp(f, x, v):
    pull = jax.vjp(jax.grad(f), x)[1]
    (product,) = pull(v)
    return product
