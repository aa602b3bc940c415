"""The rows by a Python loop.

Fails: test_hvp_3 test_hvp_4
Told: Each row of the Hessian costs a gradient
"""


def hvp(f, x, v):
    gradient = jax.grad(f)
    return jnp.stack([jax.grad(lambda y: gradient(y)[i])(x) @ v for i in range(len(x))])
