"""Always takes 4,000 steps.

Fails: test_stationary_by_iteration_2 test_stationary_by_iteration_3
Told: after a fixed number of steps
"""


def stationary_by_iteration(P, tol, max_iter):
    def step(m, _):
        return (m @ P, None)

    return jax.lax.scan(step, jnp.full(P.shape[0], 1 / P.shape[0]), length=4_000)[0]
