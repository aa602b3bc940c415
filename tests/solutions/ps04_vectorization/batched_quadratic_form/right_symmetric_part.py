"""By the gradient of the form in x: x'Ax is half of x'(A + A')x."""


def batched_quadratic_form(A, x):
    symmetric = A + jnp.swapaxes(A, -1, -2)
    return jnp.einsum("...ij,...i,...j->...", symmetric, x, x) / 2
