"""The singular vector of the smallest singular value, compiled."""


@jax.jit
def stationary_by_solve(P):
    v = jnp.linalg.svd(P.T - jnp.eye(P.shape[0]))[2][-1]
    return v / jnp.sum(v)
