"""Takes max_iter steps, whatever tol is.

Fails: test_stationary_by_iteration_3
Told: it did not stop after the first step
"""


def stationary_by_iteration(P, tol, max_iter):
    def step(_, m):
        return m @ P

    return jax.lax.fori_loop(0, max_iter, step, jnp.full(P.shape[0], 1 / P.shape[0]))
