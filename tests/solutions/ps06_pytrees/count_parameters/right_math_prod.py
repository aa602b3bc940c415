"""Products of shapes."""

import math


def count_parameters(tree):
    return sum(math.prod(leaf.shape) for leaf in jax.tree.leaves(tree))
