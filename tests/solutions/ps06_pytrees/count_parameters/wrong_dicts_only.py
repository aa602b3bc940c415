"""Recursion that knows dicts and lists, but no None and no tuple.

Fails: test_count_parameters_2
Told: NoneType
"""


def count_parameters(tree):
    if isinstance(tree, dict):
        return sum(count_parameters(x) for x in tree.values())
    if isinstance(tree, (list, tuple)):
        return sum(count_parameters(x) for x in tree)
    return tree.size
