"""x A x': the forms of all pairs of rows.

Fails: test_batched_quadratic_form test_batched_quadratic_form_2 test_batched_quadratic_form_3
Told: not with the other rows
"""


def batched_quadratic_form(A, x):
    return x @ A @ x.T
