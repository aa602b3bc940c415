"""Takes the code itself for a regressor.

Fails: test_design_matrix test_design_matrix_2 test_design_matrix_3
Told: has shape (4, 3); expected (4, 5)
"""


def design_matrix(x, group, n_groups):
    return jnp.column_stack([x, group])
