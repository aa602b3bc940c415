"""Changes the input, where that is possible.

Fails: test_replace_negatives_2
Told: changed argument 1 in place
"""


def replace_negatives(x, value):
    if isinstance(x, np.ndarray):
        x[x < 0] = value
        return x
    return jnp.where(x < 0, value, x)
