"""Fills an array in a loop of JAX's."""


def running_max(x):
    def step(t, found):
        return found.at[t].set(jnp.maximum(found[t - 1], x[t]))

    return jax.lax.fori_loop(1, len(x), step, jnp.asarray(x))
