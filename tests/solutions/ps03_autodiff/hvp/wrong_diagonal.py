"""Row sums of the Hessian times v, as if the Hessian were diagonal.

Fails: test_hvp test_hvp_2
Told: first column
"""


def hvp(f, x, v):
    return jax.grad(lambda y: jax.grad(f)(y).sum())(x) * v
