"""A Python loop, stacked: right numbers, a program that grows.

Fails: test_solve_many_3
Told: Map the model with jax.vmap
"""


def solve_many(model, params, varying):
    n = len(params[next(iter(varying))])
    results = [model({k: v[i] if k in varying else v for k, v in params.items()}) for i in range(n)]
    return jax.tree.map(lambda *leaves: jnp.stack([jnp.asarray(x) for x in leaves]), *results)
