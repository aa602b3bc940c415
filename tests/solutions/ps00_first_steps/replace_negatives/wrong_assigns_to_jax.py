"""Assigns to entries of a JAX array.

Fails: test_replace_negatives test_replace_negatives_2
Told: JAX arrays are immutable
"""


def replace_negatives(x, value):
    x[x < 0] = value
    return x
