"""Puts the dummies before the numbers.

Fails: test_design_matrix test_design_matrix_2 test_design_matrix_3
Told: First the numbers, then a column for each
"""


def design_matrix(x, group, n_groups):
    return jnp.column_stack([jax.nn.one_hot(group, n_groups), x])
