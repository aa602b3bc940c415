"""Differentiates f along v instead of its gradient.

Fails: test_hvp test_hvp_2
Told: has shape ()
"""


def hvp(f, x, v):
    return jax.jvp(f, (x,), (v,))[1]
