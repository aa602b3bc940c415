"""Counts entries that are not zero.

Fails: test_count_parameters test_count_parameters_2 test_count_parameters_3
Told: expected 5
"""


def count_parameters(tree):
    return sum(int((leaf != 0).sum()) for leaf in jax.tree.leaves(tree))
