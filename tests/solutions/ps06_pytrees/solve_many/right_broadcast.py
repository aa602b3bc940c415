"""Repeats what is fixed, and maps over everything."""


def solve_many(model, params, varying):
    n = len(params[next(iter(varying))])

    def repeated(name, value):
        value = jnp.asarray(value)
        return value if name in varying else jnp.broadcast_to(value, (n, *value.shape))

    return jax.vmap(model)({name: repeated(name, value) for name, value in params.items()})
