"""Uses the diagonal of A only.

Fails: test_batched_quadratic_form test_batched_quadratic_form_2 test_batched_quadratic_form_3
Told: is 13
"""


def batched_quadratic_form(A, x):
    return jnp.sum(jnp.diagonal(A, axis1=-2, axis2=-1) * x**2, axis=-1)
