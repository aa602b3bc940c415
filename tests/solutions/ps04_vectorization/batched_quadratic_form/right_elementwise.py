"""Products entry by entry, and a sum."""


def batched_quadratic_form(A, x):
    return jnp.sum(A * x[..., :, None] * x[..., None, :], axis=(-2, -1))
