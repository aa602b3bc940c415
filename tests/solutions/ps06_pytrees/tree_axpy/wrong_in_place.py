"""Adds to the arrays of y.

Fails: test_tree_axpy_3
Told: changed argument 3 in place
"""


def tree_axpy(a, x, y):
    def add(x, y):
        y += a * x
        return y

    return jax.tree.map(add, x, y)
