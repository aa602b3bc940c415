"""NumPy's product, made an int."""


def count_parameters(tree):
    return int(sum(np.prod(np.shape(leaf)) for leaf in jax.tree.leaves(tree)))
