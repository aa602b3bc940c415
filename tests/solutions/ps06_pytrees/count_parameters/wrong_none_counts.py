"""Takes None for a parameter.

Fails: test_count_parameters_2
Told: None is an empty tree
"""


def count_parameters(tree):
    leaves = jax.tree.leaves(tree, is_leaf=lambda x: x is None)
    return sum(1 if leaf is None else leaf.size for leaf in leaves)
