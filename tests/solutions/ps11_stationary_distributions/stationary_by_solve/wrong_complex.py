"""Returns complex numbers.

Fails: test_stationary_by_solve
Told: expected real numbers
"""


def stationary_by_solve(P):
    values, vectors = jnp.linalg.eig(P.T)
    v = vectors[:, jnp.abs(values - 1).argmin()]
    return v / v.sum()
