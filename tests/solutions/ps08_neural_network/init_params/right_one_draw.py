"""One draw for all weights, cut into pieces."""


def init_params(key, widths):
    shapes = list(zip(widths, widths[1:]))
    draws = jax.random.normal(key, (sum(n * m for n, m in shapes),))
    params, used = [], 0
    for n, m in shapes:
        W = draws[used : used + n * m].reshape(n, m) * (2 / n) ** 0.5
        params += [{"W": W, "b": jnp.ones((m,))}]
        used += n * m
    return params
