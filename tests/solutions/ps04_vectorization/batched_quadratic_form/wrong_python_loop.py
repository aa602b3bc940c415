"""A Python loop over cases.

Fails: test_batched_quadratic_form_4
Told: Map the form of one case
"""


def batched_quadratic_form(A, x):
    if A.ndim == 2 and x.ndim == 1:
        return x @ A @ x
    b = A.shape[0] if A.ndim == 3 else x.shape[0]
    each_A = A if A.ndim == 3 else [A] * b
    each_x = x if x.ndim == 2 else [x] * b
    return jnp.array([each_x[i] @ each_A[i] @ each_x[i] for i in range(b)])
