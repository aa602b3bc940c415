"""A Python `if`.

Fails: test_tree_norm_3
Told: `if`
"""


def tree_norm(tree):
    s = sum(jnp.sum(x**2) for x in jax.tree.leaves(tree))
    if s == 0:
        return jnp.array(0.0)
    return jnp.sqrt(s)
