"""vmap, with in_axes from the number of axes."""


def batched_quadratic_form(A, x):
    def form(A, x):
        return x @ A @ x

    if A.ndim == 2 and x.ndim == 1:
        return form(A, x)
    return jax.vmap(form, in_axes=(0 if A.ndim == 3 else None, 0 if x.ndim == 2 else None))(A, x)
