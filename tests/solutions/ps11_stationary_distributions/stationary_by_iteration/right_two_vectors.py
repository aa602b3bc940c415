"""Carries the old and the new distribution; max_iter and tol are static."""

from functools import partial


@partial(jax.jit, static_argnums=(1, 2))
def stationary_by_iteration(P, tol, max_iter):
    old = jnp.full(P.shape[:1], 1.0 / P.shape[0])
    state = old, jnp.einsum("i,ij->j", old, P), 1

    def cond(s):
        return jnp.any(jnp.abs(s[0] - s[1]) > tol) & (s[2] < max_iter)

    return jax.lax.while_loop(cond, lambda s: (s[1], s[1] @ P, s[2] + 1), state)[1]
