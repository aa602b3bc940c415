"""A tree of a million levels."""


def double(x):
    tree = x
    for _ in range(1_000_000):
        tree = [tree]
    return tree
