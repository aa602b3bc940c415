"""Looks at the sum of absolute changes, compiled; rescales each step."""


@jax.jit
def stationary_by_iteration(P, tol, max_iter):
    def body(s):
        i, m, _ = s
        new = P.T @ m
        new = new / new.sum()
        return i + 1, new, jnp.sum(jnp.abs(new - m))

    start = 0, jnp.ones(P.shape[0]) / P.shape[0], jnp.inf
    return jax.lax.while_loop(lambda s: (s[2] > tol) & (s[0] < max_iter), body, start)[1]
