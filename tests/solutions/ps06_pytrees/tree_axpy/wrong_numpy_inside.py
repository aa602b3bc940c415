"""Through NumPy, which cannot be traced.

Fails: test_tree_axpy_3
Told: jax.numpy
"""


def tree_axpy(a, x, y):
    return jax.tree.map(lambda x, y: jnp.asarray(np.add(np.multiply(a, x), y)), x, y)
