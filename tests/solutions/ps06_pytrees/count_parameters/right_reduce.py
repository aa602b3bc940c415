"""jax.tree.reduce over sizes."""


def count_parameters(tree):
    return jax.tree.reduce(lambda total, leaf: total + leaf.size, tree, 0)
