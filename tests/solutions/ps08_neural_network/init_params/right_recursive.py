"""The first layer, and then the others."""


def init_params(key, widths):
    if len(widths) < 2:
        return []
    n_in, n_out, *_ = widths
    own, rest = jax.random.split(key)
    W = jax.random.multivariate_normal(own, jnp.zeros(1), 2 / n_in * jnp.eye(1), (n_in, n_out))
    return [{"W": W[..., 0], "b": jnp.ones(n_out)}] + init_params(rest, widths[1:])
