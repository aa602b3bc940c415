"""The losses of the examples, not their gradients.

Fails: test_per_example_gradients test_per_example_gradients_2
Told: A tree like params
"""


def per_example_gradients(loss, params, X, y):
    return jax.vmap(loss, in_axes=(None, 0, 0))(params, X, y)
