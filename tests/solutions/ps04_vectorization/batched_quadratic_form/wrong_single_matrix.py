"""Declares one matrix: it does not expect a batch of them.

Fails: test_batched_quadratic_form_2 test_batched_quadratic_form_3 test_batched_quadratic_form_4
Told: Einstein
"""


def batched_quadratic_form(A, x):
    if x.ndim == 1:
        return jnp.einsum("i,ij,j->", x, A, x)
    return jnp.einsum("bi,ij,bj->b", x, A, x)
