"""Ones scattered into zeros, compiled."""

from functools import partial


@partial(jax.jit, static_argnames="n_groups")
def design_matrix(x, group, n_groups):
    rows = jnp.arange(x.shape[0])
    return jnp.pad(x, ((0, 0), (0, n_groups))).at[rows, x.shape[1] + group].set(1.0)
