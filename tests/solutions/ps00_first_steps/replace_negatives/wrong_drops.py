"""Drops the negative entries.

Fails: test_replace_negatives test_replace_negatives_2
Told: has shape (3,); expected (5,)
"""


def replace_negatives(x, value):
    x = jnp.asarray(x)
    return x[x >= 0]
