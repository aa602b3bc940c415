"""Positions instead of names."""


def solve_many(model, params, varying):
    names = list(params)
    axes = tuple(0 if name in varying else None for name in names)
    mapped = jax.vmap(lambda *values: model(dict(zip(names, values))), in_axes=axes)
    return mapped(*params.values())
