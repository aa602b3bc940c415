"""x @ A @ x, for one of each only.

Fails: test_batched_quadratic_form test_batched_quadratic_form_2 test_batched_quadratic_form_3 test_batched_quadratic_form_4
Told: same shape
"""


def batched_quadratic_form(A, x):
    return x @ A @ x
