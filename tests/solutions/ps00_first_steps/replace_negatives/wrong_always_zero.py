"""Always puts zero.

Fails: test_replace_negatives test_replace_negatives_2
Told: entry [1] is 0, expected 0.5
"""


def replace_negatives(x, value):
    return jnp.where(x < 0, 0.0, x)
