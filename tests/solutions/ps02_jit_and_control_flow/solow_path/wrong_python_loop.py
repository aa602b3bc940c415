"""A Python loop, which JAX writes out.

Fails: test_solow_path_3
Told: jax.lax.scan
"""


def solow_path(k0, params, n):
    path = [k0]
    for _ in range(n):
        k = path[-1]
        path.append(params["s"] * params["z"] * k ** params["alpha"] + (1 - params["delta"]) * k)
    return jnp.stack([jnp.asarray(k) for k in path])
