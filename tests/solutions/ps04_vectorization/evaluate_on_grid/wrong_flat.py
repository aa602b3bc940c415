"""Leaves the result flat.

Fails: test_evaluate_on_grid test_evaluate_on_grid_2
Told: has shape (6,)
"""


def evaluate_on_grid(f, x, y):
    a, b = jnp.meshgrid(x, y, indexing="ij")
    return jax.vmap(f)(a.ravel(), b.ravel())
