"""Maps over a dict of what varies; the rest is closed over."""


def solve_many(model, params, varying):
    moving = {name: params[name] for name in varying}
    fixed = {name: value for name, value in params.items() if name not in varying}
    return jax.vmap(lambda some: model({**fixed, **some}))(moving)
