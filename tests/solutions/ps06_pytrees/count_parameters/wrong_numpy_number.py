"""NumPy's product: a float for a scalar's empty shape.

Fails: test_count_parameters_3
Told: expected a Python int
"""


def count_parameters(tree):
    return sum(np.prod(leaf.shape) for leaf in jax.tree.leaves(tree))
