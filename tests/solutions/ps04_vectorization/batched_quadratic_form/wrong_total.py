"""Sums over the batch.

Fails: test_batched_quadratic_form test_batched_quadratic_form_2 test_batched_quadratic_form_3
Told: has shape ()
"""


def batched_quadratic_form(A, x):
    return jnp.sum(A * x[..., :, None] * x[..., None, :])
