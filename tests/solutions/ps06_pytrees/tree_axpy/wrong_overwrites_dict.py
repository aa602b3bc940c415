"""Writes the results into the dicts of y.

Fails: test_tree_axpy_3
Told: changed argument 3 in place
"""


def tree_axpy(a, x, y):
    if x is None:
        return None
    if isinstance(x, (dict, list)):
        for place in x if isinstance(x, dict) else range(len(x)):
            y[place] = tree_axpy(a, x[place], y[place])
        return y
    if isinstance(x, tuple):
        return tuple(tree_axpy(a, p, q) for p, q in zip(x, y))
    return a * x + y
