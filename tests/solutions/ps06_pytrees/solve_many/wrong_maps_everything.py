"""vmap without in_axes.

Fails: test_solve_many test_solve_many_2 test_solve_many_3
Told: in_axes is a tuple with one dict in it
"""


def solve_many(model, params, varying):
    return jax.vmap(model)(params)
