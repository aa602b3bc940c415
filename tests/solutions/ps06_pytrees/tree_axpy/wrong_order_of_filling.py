"""Pairs the values of dicts in the order in which they were filled.

Fails: test_tree_axpy_2
Told: by name, not by the order
"""


def tree_axpy(a, x, y):
    if x is None:
        return None
    if isinstance(x, dict):
        pairs = zip(x, x.values(), y.values())
        return {name: tree_axpy(a, p, q) for name, p, q in pairs}
    if isinstance(x, (list, tuple)):
        return [tree_axpy(a, p, q) for p, q in zip(x, y)]
    return a * x + y
