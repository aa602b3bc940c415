"""Takes a row of a high power of P.

Fails: test_stationary_by_solve_2 test_stationary_by_solve_3
Told: It should solve equations, not wait
"""


def stationary_by_solve(P):
    return jnp.linalg.matrix_power(P, 1_000)[0]
