"""The wrong half of what jvp returns.

Fails: test_hvp test_hvp_2
Told: derivative of the gradient
"""


def hvp(f, x, v):
    return jax.jvp(jax.grad(f), (x,), (v,))[0]
