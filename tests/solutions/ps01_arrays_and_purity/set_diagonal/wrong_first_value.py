"""Sets all diagonal entries to the first value.

Fails: test_set_diagonal test_set_diagonal_2 test_set_diagonal_3
Told: becomes v[i]
"""


def set_diagonal(A, v):
    A = jnp.asarray(A)
    return jnp.where(jnp.eye(len(A)) == 1, v[0], A)
