"""Squares the condition by the normal equations.

Fails: test_stationary_by_solve_2
Told: square what rounding does
"""


def stationary_by_solve(P):
    N = P.shape[0]
    A = jnp.concatenate([P.T - jnp.eye(N), jnp.ones((1, N))])
    return jnp.linalg.solve(A.T @ A, A.T @ jnp.zeros(N + 1).at[-1].set(1.0))
