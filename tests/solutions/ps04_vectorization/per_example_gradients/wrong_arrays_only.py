"""Expects the parameters to be one array.

Fails: test_per_example_gradients test_per_example_gradients_2 test_per_example_gradients_3
Told: TypeError
"""


def per_example_gradients(loss, params, X, y):
    params = jnp.asarray(params)
    return jax.vmap(jax.grad(loss), in_axes=(None, 0, 0))(params, X, y)
