"""Goes through the first level of a dict only.

Fails: test_tree_axpy test_tree_axpy_2 test_tree_axpy_3
Told: dict
"""


def tree_axpy(a, x, y):
    return {name: a * x[name] + y[name] for name in x}
