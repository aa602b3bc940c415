"""Forgets the second x.

Fails: test_batched_quadratic_form test_batched_quadratic_form_2 test_batched_quadratic_form_3
Told: has shape (2,)
"""


def batched_quadratic_form(A, x):
    return jnp.einsum("...i,...ij->...j", x, A)
