"""Solves in 32 bits.

Fails: test_stationary_by_solve test_stationary_by_solve_2 test_stationary_by_solve_3
Told: stationary_by_solve of
"""


def stationary_by_solve(P):
    N = P.shape[0]
    A = (P.T - jnp.eye(N)).at[-1].set(1.0).astype(jnp.float32)
    return jnp.linalg.solve(A, jnp.zeros(N, jnp.float32).at[-1].set(1.0))
