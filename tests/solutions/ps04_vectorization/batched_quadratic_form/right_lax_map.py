"""Both made batches, in a loop of JAX's."""


def batched_quadratic_form(A, x):
    if A.ndim == 2 and x.ndim == 1:
        return jnp.dot(x, jnp.dot(A, x))
    b = max(A.shape[0] if A.ndim == 3 else 1, x.shape[0] if x.ndim == 2 else 1)
    A, x = jnp.broadcast_to(A, (b, *A.shape[-2:])), jnp.broadcast_to(x, (b, x.shape[-1]))
    return jax.lax.map(lambda pair: pair[1] @ pair[0] @ pair[1], (A, x))
