"""Splits the key in a chain, as in the lecture."""


def init_params(key, widths):
    params = []
    for n_in, n_out in zip(widths[:-1], widths[1:]):
        key, new_key = jax.random.split(key)
        W = jax.random.normal(new_key, shape=(n_in, n_out)) * np.sqrt(2 / n_in)
        params.append(dict(W=W, b=jnp.ones(shape=(n_out,))))
    return params
