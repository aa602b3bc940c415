"""Forgets to transpose.

Fails: test_stationary_by_solve test_stationary_by_solve_2 test_stationary_by_solve_3
Told: the equations for m as a column hold the transpose of P
"""


def stationary_by_solve(P):
    N = P.shape[0]
    A = (P - jnp.eye(N)).at[-1].set(1.0)
    return jnp.linalg.solve(A, jnp.zeros(N).at[-1].set(1.0))
