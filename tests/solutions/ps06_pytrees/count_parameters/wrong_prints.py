"""Prints the number and returns nothing.

Fails: test_count_parameters test_count_parameters_2 test_count_parameters_3
Told: is None
"""


def count_parameters(tree):
    print(sum(leaf.size for leaf in jax.tree.leaves(tree)))
