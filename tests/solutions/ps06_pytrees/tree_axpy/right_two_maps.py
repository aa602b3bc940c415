"""Scales first, then adds."""

import operator


def tree_axpy(a, x, y):
    scaled = jax.tree.map(lambda leaf: a * leaf, x)
    return jax.tree.map(operator.add, scaled, y)
