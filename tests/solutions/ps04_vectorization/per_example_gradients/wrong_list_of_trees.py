"""A list with a tree for each example.

Fails: test_per_example_gradients test_per_example_gradients_2 test_per_example_gradients_3
Told: A tree like params
"""


def per_example_gradients(loss, params, X, y):
    return [jax.grad(loss)(params, x, t) for x, t in zip(X, y)]
