"""A Python loop over examples, stacked leaf by leaf.

Fails: test_per_example_gradients_3
Told: Map the gradient of one example
"""


def per_example_gradients(loss, params, X, y):
    each = [jax.grad(loss)(params, X[i], y[i]) for i in range(len(X))]
    return jax.tree.map(lambda *leaves: jnp.stack(leaves), *each)
