"""Differences of gradients: half of the digits.

Fails: test_hvp_2
Told: Differences of two large gradients lose the digits
"""


def hvp(f, x, v):
    gradient, step = jax.grad(f), 1e-2
    return (gradient(x + step * v) - gradient(x - step * v)) / (2 * step)
