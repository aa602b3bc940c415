"""Keeps a flag in a scan over max_iter steps and freezes the result."""


def stationary_by_iteration(P, tol, max_iter):
    def step(carry, _):
        m, done = carry
        new = m @ P
        return (jnp.where(done, m, new), done | (jnp.abs(new - m).max() <= tol)), None

    start = jnp.full(P.shape[0], 1 / P.shape[0]), False
    return jax.lax.scan(step, start, length=max_iter)[0][0]
