"""a (x + y).

Fails: test_tree_axpy test_tree_axpy_2
Told: Each leaf is a times the leaf of x
"""


def tree_axpy(a, x, y):
    return jax.tree.map(lambda x, y: a * (x + y), x, y)
