"""The gradient, linearised at x."""


def hvp(f, x, v):
    _, push = jax.linearize(jax.grad(f), x)
    return push(v)
