"""Divides by (1 - gamma) log(c), which is zero at c = 1 too.

Fails: test_crra test_crra_2 test_crra_3
Told: At c = 1
"""


def crra(c, gamma):
    near = jnp.abs(gamma - 1) < 0.02
    safe = jnp.where(near, 2.0, gamma)
    log_c = jnp.log(c)
    x, y = (1 - gamma) * log_c, (1 - safe) * log_c
    return log_c * jnp.where(near, 1 + x / 2 + x**2 / 6 + x**3 / 24, jnp.expm1(y) / y)
