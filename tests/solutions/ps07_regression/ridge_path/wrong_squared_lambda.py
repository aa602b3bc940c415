"""The root of lambda times the identity below X, forgetting n.

Fails: test_ridge_path test_ridge_path_2
Told: plus lambda times the sum
"""


def ridge_path(X, y, lambdas):
    k = X.shape[1]

    def one(lam):
        A = jnp.vstack([X, lam * jnp.eye(k)])
        return jnp.linalg.lstsq(A, jnp.append(y, jnp.zeros(k)))[0]

    return jax.vmap(one)(lambdas)
