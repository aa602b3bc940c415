"""Takes absolute values.

Fails: test_replace_negatives test_replace_negatives_2
Told: entry [1] is 99, expected 0.5
"""


def replace_negatives(x, value):
    return jnp.abs(x)
