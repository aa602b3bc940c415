"""Draws by JAX, and makes NumPy arrays of them."""


def init_params(key, widths):
    keys = iter(jax.random.split(key, len(widths)))
    params = []
    for i in range(1, len(widths)):
        z = np.asarray(jax.random.normal(next(keys), (widths[i - 1], widths[i])))
        params.append({"W": z * np.float32(np.sqrt(2.0 / widths[i - 1])), "b": np.ones(widths[i])})
    return params
