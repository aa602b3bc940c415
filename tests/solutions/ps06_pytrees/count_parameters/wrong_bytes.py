"""Bytes, not entries.

Fails: test_count_parameters test_count_parameters_2 test_count_parameters_3
Told: is 20; expected 5
"""


def count_parameters(tree):
    return sum(leaf.nbytes for leaf in jax.tree.leaves(tree))
