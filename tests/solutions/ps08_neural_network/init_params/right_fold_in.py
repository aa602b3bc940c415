"""Folds the layer's number into the key."""


def init_params(key, widths):
    def layer(i):
        W = jax.random.normal(jax.random.fold_in(key, i), (widths[i], widths[i + 1]))
        return {"b": jnp.full(widths[i + 1], 1.0), "W": W / (widths[i] / 2) ** 0.5}

    return [layer(i) for i in range(len(widths) - 1)]
