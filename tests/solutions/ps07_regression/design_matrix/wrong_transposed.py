"""One row for each column.

Fails: test_design_matrix test_design_matrix_2 test_design_matrix_3
Told: has shape (5, 4); expected (4, 5)
"""


def design_matrix(x, group, n_groups):
    return jnp.vstack([x.T, jax.nn.one_hot(group, n_groups).T])
