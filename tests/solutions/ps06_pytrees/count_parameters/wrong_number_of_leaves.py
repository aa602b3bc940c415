"""Counts leaves.

Fails: test_count_parameters test_count_parameters_2 test_count_parameters_3
Told: is 3; expected 5
"""


def count_parameters(tree):
    return len(jax.tree.leaves(tree))
