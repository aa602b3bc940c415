"""Returns the leaves without their tree.

Fails: test_tree_axpy test_tree_axpy_2
Told: expected a dict
"""


def tree_axpy(a, x, y):
    return [a * p + q for p, q in zip(jax.tree.leaves(x), jax.tree.leaves(y))]
