"""The norm of the leaves' norms: a leaf of zeros spoils the gradient.

Fails: test_tree_norm_3
Told: tree_norm of the zero tree
"""


def tree_norm(tree):
    norms = jnp.stack([jnp.linalg.norm(jnp.ravel(x)) for x in jax.tree.leaves(tree)])
    s = jnp.sum(norms**2)
    positive = s > 0
    return jnp.where(positive, jnp.sqrt(jnp.where(positive, s, 1.0)), 0.0)
