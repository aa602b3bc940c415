"""Always two columns of numbers.

Fails: test_design_matrix_2 test_design_matrix_3
Told: The number of columns follows from the shape of x
"""


def design_matrix(x, group, n_groups):
    X = jnp.zeros((x.shape[0], 2 + n_groups)).at[:, :2].set(x[:, :2])
    return X.at[jnp.arange(x.shape[0]), 2 + group].set(1.0)
