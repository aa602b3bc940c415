"""Computes the new array and returns the old one.

Fails: test_set_diagonal test_set_diagonal_2 test_set_diagonal_3
Told: catch it
"""


def set_diagonal(A, v):
    A = jnp.asarray(A)
    i = jnp.arange(A.shape[0])
    A.at[i, i].set(v)
    return A
