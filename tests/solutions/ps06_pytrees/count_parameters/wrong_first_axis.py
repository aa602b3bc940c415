"""The length of the first axis; scalars have none.

Fails: test_count_parameters test_count_parameters_2 test_count_parameters_3
Told: unsized
"""


def count_parameters(tree):
    return sum(len(leaf) for leaf in jax.tree.leaves(tree))
