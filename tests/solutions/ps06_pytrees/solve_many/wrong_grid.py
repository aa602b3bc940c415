"""All combinations of what varies.

Fails: test_solve_many_2
Told: three calls, not nine
"""


def solve_many(model, params, varying):
    mapped = model
    for name in sorted(varying):
        axes = {k: 0 if k == name else None for k in params}
        mapped = jax.vmap(mapped, in_axes=(axes,))
    return mapped(params)
