"""Matrix products with axes of length one."""


@jax.jit
def batched_quadratic_form(A, x):
    row, column = x[..., None, :], x[..., :, None]
    return jnp.matmul(jnp.matmul(row, A), column)[..., 0, 0]
