"""Sorts the rows by group.

Fails: test_design_matrix test_design_matrix_2 test_design_matrix_3
Told: First the numbers, then a column for each
"""


def design_matrix(x, group, n_groups):
    blocks = []
    for g in range(n_groups):
        rows = x[group == g]
        dummies = jnp.zeros((rows.shape[0], n_groups)).at[:, g].set(1.0)
        blocks.append(jnp.concatenate([rows, dummies], axis=1))
    return jnp.concatenate(blocks)
