"""Takes the codes to run from 1 to n_groups.

Fails: test_design_matrix test_design_matrix_2 test_design_matrix_3
Told: in the order of the codes
"""


def design_matrix(x, group, n_groups):
    return jnp.column_stack([x, group[:, None] == jnp.arange(1, n_groups + 1)])
