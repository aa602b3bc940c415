"""Changes a copy and does not return it.

Fails: test_set_diagonal test_set_diagonal_2 test_set_diagonal_3
Told: Does the function return its result?
"""


def set_diagonal(A, v):
    B = np.array(A)
    np.fill_diagonal(B, np.asarray(v))
