"""Singular values, compiled."""


@jax.jit
def ridge_path(X, y, lambdas):
    U, d, Vt = jnp.linalg.svd(X, full_matrices=False)
    shrink = d / (d**2 + X.shape[0] * lambdas[:, None])
    return (shrink * (U.T @ y)) @ Vt
