"""Leaf by leaf, on lists."""


def ema_update(average, new, decay):
    old, structure = jax.tree.flatten(average)
    leaves = [decay * a + (1 - decay) * b for a, b in zip(old, jax.tree.leaves(new))]
    return structure.unflatten(leaves)
