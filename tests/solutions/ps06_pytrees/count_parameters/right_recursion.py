"""By recursion, without JAX's tree functions."""


def count_parameters(tree):
    if tree is None:
        return 0
    if isinstance(tree, dict):
        return sum(map(count_parameters, tree.values()))
    if isinstance(tree, (list, tuple)):
        return sum(map(count_parameters, tree))
    return jnp.size(tree)
