"""Makes the whole matrix one of integers.

Fails: test_design_matrix test_design_matrix_2 test_design_matrix_3
Told: entry [0, 0] is 0, expected 0.5
"""


def design_matrix(x, group, n_groups):
    n, k = x.shape
    X = np.zeros((n, k + n_groups), dtype=int)
    X[:, :k] = x
    X[np.arange(n), k + np.asarray(group)] = 1
    return jnp.asarray(X)
