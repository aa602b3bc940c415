"""Adds up the first level only.

Fails: test_count_parameters test_count_parameters_2 test_count_parameters_3
Told: dict
"""


def count_parameters(tree):
    return sum(leaf.size for leaf in tree.values())
