"""Adds a constant in front.

Fails: test_design_matrix test_design_matrix_2 test_design_matrix_3
Told: has shape (4, 6); expected (4, 5)
"""


def design_matrix(x, group, n_groups):
    return jnp.column_stack([jnp.ones(x.shape[0]), x, jax.nn.one_hot(group, n_groups)])
