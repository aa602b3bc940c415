"""jax.nn.initializers, with normal draws; a tuple."""


def init_params(key, widths):
    weights = jax.nn.initializers.variance_scaling(2.0, "fan_in", "normal")
    ones = jax.nn.initializers.ones
    keys = jax.random.split(key, (len(widths), 2))
    return tuple(
        {"W": weights(k[0], (n, m)), "b": ones(k[1], (m,))}
        for k, n, m in zip(keys, widths[:-1], widths[1:])
    )
