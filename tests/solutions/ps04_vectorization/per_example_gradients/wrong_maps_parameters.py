"""Maps the parameters too.

Fails: test_per_example_gradients test_per_example_gradients_2 test_per_example_gradients_3
Told: vmap was requested to map its argument
"""


def per_example_gradients(loss, params, X, y):
    return jax.vmap(jax.grad(loss))(params, X, y)
