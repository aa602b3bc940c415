"""Keeps what is negative and replaces the rest.

Fails: test_replace_negatives test_replace_negatives_2
Told: 5 of 5 entries differ
"""


def replace_negatives(x, value):
    return jnp.where(x < 0, x, value)
