"""Copies a JAX array, and writes into the caller's NumPy array.

Fails: test_set_diagonal_2
Told: Somebody else may need the old matrix
"""


def set_diagonal(A, v):
    B = np.require(A, requirements=["W"])
    np.fill_diagonal(B, np.asarray(v))
    return B
