"""The root with a derivative of its own, zero at zero."""


@jax.custom_jvp
def _root(s):
    return jnp.sqrt(s)


@_root.defjvp
def _(at, along):
    root = jnp.sqrt(at[0])
    return root, jnp.where(root > 0, along[0] / (2 * jnp.where(root > 0, root, 1.0)), 0.0)


def pairwise_distances(X, Y):
    return _root(sum((X[:, k, None] - Y[None, :, k]) ** 2 for k in range(X.shape[1])))
