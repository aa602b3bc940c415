"""Codes compared with 0, 1, 2, ..., stacked by hstack."""


def design_matrix(x, group, n_groups):
    dummies = (group[:, None] == jnp.arange(n_groups)).astype(x.dtype)
    return jnp.hstack((x, dummies))
