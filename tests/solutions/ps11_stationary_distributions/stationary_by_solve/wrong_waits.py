"""Lets time pass for 20,000 periods.

Fails: test_stationary_by_solve_2
Told: It should solve equations, not wait
"""


def stationary_by_solve(P):
    def step(_, m):
        return m @ P

    return jax.lax.fori_loop(0, 20_000, step, jnp.full(P.shape[0], 1 / P.shape[0]))
