"""The derivative of the gradient along the line x + t v."""


def hvp(f, x, v):
    return jax.jacfwd(lambda t: jax.grad(f)(x + t * v))(0.0)
