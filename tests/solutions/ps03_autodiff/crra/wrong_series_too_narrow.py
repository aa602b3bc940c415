"""The series takes over only within 1e-5, where the quotient has long lost its digits.

Fails: test_crra_3
Told: rounding, divided by a small number twice
"""


def crra(c, gamma):
    near = jnp.abs(gamma - 1) < 1e-5
    safe = jnp.where(near, 2.0, gamma)
    x = (1 - gamma) * jnp.log(c)
    return jnp.where(near, jnp.log(c) * (1 + x / 2 + x**2 / 6), (c ** (1 - safe) - 1) / (1 - safe))
