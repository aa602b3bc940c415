"""Drops the axis of a batch of one.

Fails: test_batched_quadratic_form_3
Told: A batch of one is a batch
"""


def batched_quadratic_form(A, x):
    return jnp.squeeze(jnp.einsum("...i,...ij,...j->...", x, A, x))
