"""Right for one A and one or many x.

Fails: test_batched_quadratic_form_2 test_batched_quadratic_form_3
Told: The i-th matrix goes with the i-th vector
"""


def batched_quadratic_form(A, x):
    return jnp.sum((x @ A) * x, axis=-1)
