"""Switches types for everything that comes after."""

jax.config.update("jax_enable_x64", True)
jax.config.update("jax_disable_jit", True)
jax.config.update("jax_numpy_dtype_promotion", "strict")


def double(x):
    return x
