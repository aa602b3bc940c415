"""Python's lists until the last line."""


def design_matrix(x, group, n_groups):
    rows = []
    for numbers, g in zip(x.tolist(), group.tolist()):
        rows.append([*numbers, *[float(g == j) for j in range(n_groups)]])
    return jnp.array(rows)
