"""Divides by the number of examples, as if they were to be averaged.

Fails: test_per_example_gradients test_per_example_gradients_2
Told: 0.666666
"""


def per_example_gradients(loss, params, X, y):
    return jax.jacobian(lambda p: jax.vmap(loss, (None, 0, 0))(p, X, y) / len(X))(params)
