"""A list that holds itself."""


def double(x):
    tree = [x]
    tree.append(tree)
    return tree
