"""A Python loop over rows, vmap within.

Fails: test_evaluate_on_grid_3
Told: a loop of JAX's
"""


def evaluate_on_grid(f, x, y):
    return jnp.stack([jax.vmap(lambda b: f(a, b))(y) for a in x])
