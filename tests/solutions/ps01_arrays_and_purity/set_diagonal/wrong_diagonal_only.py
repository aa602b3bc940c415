"""Forgets what stands beside the diagonal.

Fails: test_set_diagonal test_set_diagonal_2 test_set_diagonal_3
Told: Only the entries [i, i] change
"""


def set_diagonal(A, v):
    return jnp.diag(v)
