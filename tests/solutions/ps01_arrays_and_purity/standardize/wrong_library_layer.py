"""Takes the standardization of a neural network's layer, which adds to the variance and subtracts squares.

Fails: test_standardize_3
Told: changes small ones
"""


def standardize(x):
    return jax.nn.standardize(x, axis=0)
