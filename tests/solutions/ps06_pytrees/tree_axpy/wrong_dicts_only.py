"""Recursion that knows dicts only.

Fails: test_tree_axpy_2 test_tree_axpy_3
Told: sequence
"""


def tree_axpy(a, x, y):
    if isinstance(x, dict):
        return {name: tree_axpy(a, x[name], y[name]) for name in x}
    return a * x + y
