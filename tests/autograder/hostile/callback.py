"""Computes outside of the program, by a callback."""


def double(x):
    return jax.pure_callback(
        lambda v: np.asarray(v + 1, v.dtype), jax.ShapeDtypeStruct(jnp.shape(x), jnp.float32), x
    )
